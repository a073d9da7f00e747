import { describe, expect, it } from 'vitest';
import { createDeliveryQueue } from '../../src/alerts/delivery-queue.ts';
import type { SendResult } from '../../src/alerts/index.ts';
import { createSendRateLimit } from '../../src/alerts/send-rate-limit.ts';
import type { WatchRepository } from '../../src/alerts/watch-repository.ts';
import { telegramSendRates } from '../../src/telegram/traits-and-send-rates.ts';
import { createTestClock } from '../support/clock.ts';
import { told } from './sent-messages.ts';
import { breakAtMessage, chat, day, hour, me, minute, reasons, startSite } from './site.ts';

describe('Telegram is not there', () => {
  it('for seven days: everything is told afterwards, in one digest', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, pass, sent } = await site.engine();
    await watch();
    sent.length = 0;
    let tries = 0;
    site.answer = () => {
      tries += 1;
      return { kind: 'later' };
    };
    const fans: number[] = [];
    for (let count = 0; count < 7; count += 1) {
      fans.push(...site.world.gainFans(me, 2));
      await pass(day);
    }
    expect(tries).toBeGreaterThan(7 * 20);
    expect(tries).toBeLessThan(7 * 30);
    site.answer = () => ({ kind: 'sent' });
    await pass(2 * hour);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.fans.first).toHaveLength(10);
    expect(told(sent).toSorted()).toEqual(fans.toSorted());
  });

  it('for hours, and is back: what waits goes out at once, not at its next try', async () => {
    const site = await startSite({ fans: 5 });
    const { alerts, watch, poll, pass, settled, sent } = await site.engine();
    await watch();
    sent.length = 0;
    site.answer = () => ({ kind: 'later' });
    site.world.gainFans(me, 1);
    await poll();
    await pass(3 * hour);
    site.answer = () => ({ kind: 'sent' });
    const back = site.clock.now();
    alerts.retrySends();
    await settled();
    expect(sent.map(({ at }) => at)).toEqual([back]);
    alerts.retrySends();
    await pass(2 * hour);
    expect(sent).toHaveLength(1);
  });

  it('for a moment: the first try again comes after a second', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, sent } = await site.engine();
    await watch();
    sent.length = 0;
    const tries: number[] = [];
    site.answer = () => {
      tries.push(site.clock.now());
      return tries.length === 1 ? { kind: 'later' } : { kind: 'sent' };
    };
    site.world.gainFans(me, 1);
    await poll();
    expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBe(1000);
  });

  it('for a while: once one message goes, those of other chats are tried again at once', async () => {
    const site = await startSite({ fans: 5 });
    const { alerts, watch, poll, pass, sent } = await site.engine();
    for (const one of [7, 8, 9]) await watch({}, one);
    sent.length = 0;
    site.answer = () => ({ kind: 'later' });
    site.world.gainFans(me, 1);
    await poll();
    await pass(3 * hour);
    site.answer = () => ({ kind: 'sent' });
    while (sent.length === 0) await pass(minute);
    await pass(5000);
    expect(sent.map((one) => one.chat).toSorted()).toEqual([7, 8, 9]);
    expect(alerts.status().waiting).toBe(0);
  });

  it('and throws: as good as later, and told of as a defect', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, pass, sent, errors } = await site.engine();
    await watch();
    sent.length = 0;
    site.answer = () => Promise.reject(new Error('no network'));
    site.world.gainFans(me, 1);
    await poll();
    expect(reasons(errors.splice(0))).toEqual(['no network']);
    site.answer = () => ({ kind: 'sent' });
    await pass(minute);
    expect(sent).toHaveLength(1);
  });
});

describe('a chat', () => {
  it('that Telegram asks to wait with gets nothing until then, and delays no other', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, pass, sent } = await site.engine();
    await watch();
    await watch({}, 8);
    sent.length = 0;
    const tries: number[] = [];
    site.answer = (digest) => {
      if (digest.chat === 8 || tries.push(site.clock.now()) > 1) return { kind: 'sent' };
      return { kind: 'retryAfter', seconds: 90 };
    };
    site.world.gainFans(me, 1);
    await poll();
    expect(sent.map((one) => one.chat)).toEqual([8]);
    await pass(2 * minute);
    expect(sent.map((one) => one.chat)).toEqual([8, 7]);
    expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBe(90_000);
  });

  it.each([1e15, Number.NaN, -5, Number.POSITIVE_INFINITY])(
    'that Telegram asks to wait with for %d seconds is tried again within the hour',
    async (seconds) => {
      const site = await startSite({ fans: 5 });
      const { watch, poll, pass, sent } = await site.engine();
      await watch();
      sent.length = 0;
      let tries = 0;
      site.answer = () => {
        tries += 1;
        return tries === 1 ? { kind: 'retryAfter', seconds } : { kind: 'sent' };
      };
      site.world.gainFans(me, 1);
      await poll();
      await pass(hour + minute);
      expect(sent).toHaveLength(1);
    },
  );

  it('another one asked to wait within ten seconds: everybody waits', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, pass, sent } = await site.engine();
    for (const one of [7, 8, 9]) await watch({}, one);
    sent.length = 0;
    const asked = new Set([9]);
    site.answer = ({ chat: one }) => {
      if (asked.has(one)) return { kind: 'sent' };
      asked.add(one);
      return { kind: 'retryAfter', seconds: 60 };
    };
    site.world.gainFans(me, 1);
    await poll();
    const [third] = sent.splice(0);
    expect(third?.chat).toBe(9);
    site.world.gainFans(me, 1);
    await pass(25_000);
    await poll();
    expect(sent).toEqual([]);
    await pass(minute);
    expect(sent.map((one) => one.chat).toSorted()).toEqual([7, 8, 9]);
  });

  it('that never answers delays no other', async () => {
    const site = await startSite({ fans: 5 });
    const engine = await site.engine();
    await engine.watch();
    await engine.watch({}, 8);
    engine.sent.length = 0;
    const { promise, resolve } = Promise.withResolvers<SendResult>();
    site.answer = (digest) => (digest.chat === 7 ? promise : { kind: 'sent' });
    engine.held = 1;
    const [first = 0] = site.world.gainFans(me, 1);
    await engine.poll();
    const [second = 0] = site.world.gainFans(me, 1);
    await engine.poll();
    expect(engine.sent.map((one) => one.chat)).toEqual([8, 8]);
    engine.sent.length = 0;
    engine.held = 0;
    resolve({ kind: 'sent' });
    await engine.pass(minute);
    expect(engine.sent.map((one) => [one.chat, told([one])])).toEqual([
      [7, [first]],
      [7, [second]],
    ]);
  });
});

describe('whoever listens to what becomes of messages', () => {
  it('hears of every one, and is waited for before anything is concluded', async () => {
    const site = await startSite({ fans: 5 });
    const { alerts, watch, poll, pass, sent } = await site.engine();
    await watch();
    const heard: string[] = [];
    alerts.onSendResult(async ({ mid }, { kind }) => {
      await Promise.resolve();
      heard.push(`${kind} ${(await site.records.get(String(mid)))?.chats[chat]?.pending === undefined}`);
    });
    sent.length = 0;
    let tries = 0;
    site.answer = () => {
      tries += 1;
      return { kind: tries === 1 ? 'later' : 'sent' };
    };
    site.world.gainFans(me, 1);
    await poll();
    await pass(minute);
    expect(heard).toEqual(['later false', 'sent false']);
  });

  it('and fails repeats no message, and holds up none', async () => {
    const site = await startSite({ fans: 5 });
    const { alerts, watch, poll, pass, sent, errors } = await site.engine();
    await watch();
    alerts.onSendResult(() => {
      throw new Error('a listener');
    });
    sent.length = 0;
    for (const count of [1, 2]) {
      site.world.gainFans(me, 1);
      await poll();
      await pass(minute);
      expect(sent).toHaveLength(count);
    }
    expect(reasons(errors.splice(0))).toEqual(['a listener']);
  });
});

it('what comes up while a message is on its way is told next, and nothing twice', async () => {
  const site = await startSite({ fans: 5 });
  const engine = await site.engine();
  await engine.watch();
  engine.sent.length = 0;
  const { promise, resolve } = Promise.withResolvers<SendResult>();
  site.answer = () => promise;
  engine.held = 1;
  const early = site.world.gainFans(me, 12);
  await engine.poll();
  const late = site.world.gainFans(me, 3);
  await engine.poll();
  engine.held = 0;
  resolve({ kind: 'sent' });
  site.answer = () => ({ kind: 'sent' });
  await engine.pass(minute);
  expect(engine.sent.map((one) => told([one]))).toEqual([early, late]);
});

it('a chat that watches several accounts gets one message at a time, a second apart', async () => {
  const site = await startSite({ fans: 5 });
  const { watch, pass, sent, alerts } = await site.engine();
  const others = site.people(4);
  for (const mid of [me, ...others]) await watch({}, chat, mid);
  sent.length = 0;
  let onTheWay = 0;
  site.answer = async () => {
    onTheWay += 1;
    expect(onTheWay).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    onTheWay -= 1;
    return { kind: 'sent' };
  };
  await pass(minute);
  for (const mid of [me, ...others]) site.world.gainFans(mid, 1);
  await Promise.all([me, ...others].map((mid) => alerts.pollNow(mid)));
  await pass(minute);
  const times = sent.map(({ at }) => at - (sent[0]?.at ?? 0));
  expect(times).toEqual([0, 1000, 2000, 3000, 4000]);
});

it('a message that the store took no note of is not sent again while the program lives', async () => {
  const site = await startSite({ fans: 5 });
  const { watch, poll, pass, sent, errors } = await site.engine();
  await watch();
  sent.length = 0;
  const mend = breakAtMessage(site);
  const [fan = 0] = site.world.gainFans(me, 1);
  await poll();
  expect(reasons(errors.splice(0))).toEqual(['disk full']);
  mend();
  await pass(minute);
  const [late = 0] = site.world.gainFans(me, 1);
  await poll();
  expect(told(sent)).toEqual([fan, late]);
});

it('many chats are told at most twenty-eight a second, and no slower', async () => {
  const site = await startSite({ fans: 5 });
  const { alerts, poll, pass, sent } = await site.engine();
  const session = site.login();
  for (let one = 1; one <= 100; one += 1) {
    site.login(one, me, session);
    await alerts.subscribe(one, me, {});
  }
  await pass(minute);
  sent.length = 0;
  site.world.gainFans(me, 1);
  await poll();
  await pass(minute);
  const times = sent.map(({ at }) => at);
  expect(new Set(sent.map((one) => one.chat)).size).toBe(100);
  for (const [index, time] of times.entries())
    expect((times[index + 28] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThanOrEqual(999);
  // 99 spaces of a twenty-eighth of a second.
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeCloseTo((99 * 1000) / 28, -1);
});

it('a platform that takes its messages slowly holds up no other, however many are due there', async () => {
  const clock = createTestClock();
  const closing = new AbortController();
  const telegramChat = 7;
  const qqChats = Array.from({ length: 300 }, (_, at) => 2 ** 44 + at);
  const outboxes = new Map([...qqChats, telegramChat].map((one, at) => [at + 1, one]));
  const begun: number[] = [];
  const answers = new Map<number, () => void>();
  let announce: (mid: number) => void = () => undefined;
  const queue = createDeliveryQueue({
    watchRepository: {
      onChange: (listener: (mid: number) => void) => {
        announce = listener;
      },
      entry: (mid: number) => {
        const one = outboxes.get(mid);
        const subscriber = { waiting: true, urgent: false, wantsPolls: true, loginLost: false };
        return one && { subscribers: [{ chat: one, destination: { chat: one }, ...subscriber }], paused: [] };
      },
    } as unknown as WatchRepository,
    attempts: {
      attempt: ({ mid, destination }) =>
        new Promise((resolve) => {
          begun.push(destination.chat);
          answers.set(destination.chat, () => {
            outboxes.delete(mid);
            resolve(undefined);
          });
        }),
      retryAt: () => 0,
      recordSent: async () => undefined,
    },
    rateLimit: createSendRateLimit(clock, () => telegramSendRates),
    platformOf: (one) => one < 2 ** 44,
    clock,
    closed: closing.signal,
    onError: () => undefined,
  });
  for (const mid of outboxes.keys()) announce(mid);
  queue.start();
  await expect.poll(() => begun.length).toBe(101);
  expect(begun).toContain(telegramChat);
  // Whatever ends there makes room for what waits there, until all is sent.
  for (let sent = 0; sent < qqChats.length; sent += 1) {
    await expect.poll(() => answers.size).toBeGreaterThan(0);
    const [[one, answer] = [0, () => undefined]] = [...answers].filter(([key]) => key !== telegramChat);
    answers.delete(one);
    answer();
    await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(0);
  }
  answers.get(telegramChat)?.();
  await expect.poll(() => queue.waiting).toBe(0);
  expect(new Set(begun).size).toBe(301);
  closing.abort();
  await queue.stop();
});
