import { describe, expect, it } from 'vitest';
import { createSendRateLimit } from '../../src/alerts/send-rate-limit.ts';
import { qqSendRates } from '../../src/qq/traits-and-send-rates.ts';
import { telegramSendRates } from '../../src/telegram/traits-and-send-rates.ts';
import { createTestClock } from '../support/clock.ts';

describe('how fast messages may go', () => {
  it('at most twenty-eight in any second, and no slower', async () => {
    const clock = createTestClock(0);
    const limits = createSendRateLimit(clock, () => telegramSendRates);
    const { signal } = new AbortController();
    const times: number[] = [];
    const all = Promise.all(
      Array.from({ length: 280 }, () => limits.waitForTurn(1, signal).then(() => times.push(clock.now()))),
    );
    await clock.advance(10_000);
    await all;
    for (const [index, time] of times.entries()) {
      const later = times[index + 28];
      // The clock has whole milliseconds.
      if (later !== undefined) expect(later - time).toBeGreaterThanOrEqual(999);
    }
    expect(times.at(-1)).toBeLessThan(10_000);
  });

  it('evenly: a burst would arrive drawn out, and run into the next', async () => {
    const clock = createTestClock(0);
    const limits = createSendRateLimit(clock, () => telegramSendRates);
    const { signal } = new AbortController();
    const times: number[] = [];
    const all = Promise.all(
      Array.from({ length: 20 }, () => limits.waitForTurn(1, signal).then(() => times.push(clock.now()))),
    );
    await clock.advance(1000);
    await all;
    for (const [index, time] of times.slice(1).entries())
      expect(time - (times[index] ?? 0)).toBeGreaterThanOrEqual(35);
  });

  it('no slower where timers are late', async () => {
    const clock = createTestClock(0);
    const limits = createSendRateLimit(
      {
        ...clock,
        sleep: (ms, signal) => clock.sleep(ms + 7, signal),
      },
      () => telegramSendRates,
    );
    const { signal } = new AbortController();
    let last = 0;
    const all = Array.from({ length: 281 }, async () => {
      await limits.waitForTurn(1, signal);
      last = clock.now();
    });
    await clock.advance(20_000);
    await Promise.all(all);
    expect(last).toBeLessThan(10_010);
  });

  it('one a second to a chat', async () => {
    const clock = createTestClock();
    const limits = createSendRateLimit(clock, () => telegramSendRates);
    await clock.advance(5000);
    expect(limits.freeAt(7)).toBeLessThanOrEqual(5000);
    limits.countMessage(7);
    expect(limits.freeAt(7)).toBe(6000);
    expect(limits.freeAt(8)).toBeLessThanOrEqual(5000);
  });

  it('twenty a minute to a group', async () => {
    const clock = createTestClock(0);
    const limits = createSendRateLimit(clock, () => telegramSendRates);
    for (let count = 0; count < 20; count += 1) {
      expect(limits.freeAt(-7)).toBeLessThanOrEqual(clock.now());
      limits.countMessage(-7);
      limits.countMessage(7);
      await clock.advance(1000);
    }
    expect(limits.freeAt(-7)).toBe(60_000);
    expect(limits.freeAt(7)).toBe(20_000);
  });

  it('a turn that is given up leaves its place to others', async () => {
    const clock = createTestClock(0);
    const limits = createSendRateLimit(clock, () => telegramSendRates);
    const { signal } = new AbortController();
    await limits.waitForTurn(1, signal);
    const given = new AbortController();
    const up = limits.waitForTurn(1, given.signal);
    given.abort(new Error('stop'));
    await expect(up).rejects.toThrow('stop');
    const turn = limits.waitForTurn(1, signal);
    await clock.advance(36);
    await turn;
  });
});

describe('two platforms', () => {
  const isSlow = (chat: number) => Math.abs(chat) > 1000;
  const useLimits = (clock: ReturnType<typeof createTestClock>) =>
    createSendRateLimit(clock, (chat) => (isSlow(chat) ? qqSendRates : telegramSendRates));

  it('do not wait for each other', async () => {
    const clock = createTestClock(0);
    const limits = useLimits(clock);
    const { signal } = new AbortController();
    const gone: number[] = [];
    for (const chat of [2001, 2002, 1, 2]) void limits.waitForTurn(chat, signal).then(() => gone.push(chat));
    await clock.advance(1000);
    expect(gone).toEqual(expect.arrayContaining([2001, 1, 2]));
    expect(gone).not.toContain(2002);
    await clock.advance(2000);
    expect(gone).toContain(2002);
  });

  it('where one means only the chats it names, nobody else waits, and who writes need not either', async () => {
    const clock = createTestClock(0);
    const limits = useLimits(clock);
    limits.pauseChat(2001, 3_600_000);
    limits.pauseChat(2002, 3_600_000);
    let turns = 0;
    for (const chat of [2003, 1])
      void limits.waitForTurn(chat, new AbortController().signal).then(() => turns++);
    await clock.advance(10);
    expect(turns).toBe(2);
    expect(limits.freeAt(2001)).toBe(3_600_000);
    limits.endPause(2001);
    expect(limits.freeAt(2001)).toBeLessThanOrEqual(clock.now());
    expect(limits.freeAt(2002)).toBe(3_600_000);
  });
});
