import { describe, expect, it } from 'vitest';
import type { Sent } from '../../src/alerts/index.ts';
import { chat, day, hour, me, minute, startSite, told } from './site.ts';

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

  it('and throws: as good as later, and told of as a defect', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, look, pass, sent, errors } = await site.engine();
    await watch();
    sent.length = 0;
    site.answer = () => Promise.reject(new Error('no network'));
    site.world.gainFans(me, 1);
    await look();
    expect(errors.splice(0)).toMatchObject([{ message: 'no network' }]);
    site.answer = () => ({ kind: 'sent' });
    await pass(minute);
    expect(sent).toHaveLength(1);
  });
});

describe('a chat', () => {
  it('that Telegram asks to wait with gets nothing until then, and delays no other', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, look, pass, sent } = await site.engine();
    await watch();
    await watch({}, 8);
    sent.length = 0;
    const tries: number[] = [];
    site.answer = (digest) => {
      if (digest.chat === 8 || tries.push(site.clock.now()) > 1) return { kind: 'sent' };
      return { kind: 'retryAfter', seconds: 90 };
    };
    site.world.gainFans(me, 1);
    await look();
    expect(sent.map((one) => one.chat)).toEqual([8]);
    await pass(2 * minute);
    expect(sent.map((one) => one.chat)).toEqual([8, 7]);
    expect((tries[1] ?? 0) - (tries[0] ?? 0)).toBe(90_000);
  });

  it('another one asked to wait within ten seconds: everybody waits', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, look, pass, sent } = await site.engine();
    for (const one of [7, 8, 9]) await watch({}, one);
    sent.length = 0;
    const asked = new Set([9]);
    site.answer = ({ chat: one }) => {
      if (asked.has(one)) return { kind: 'sent' };
      asked.add(one);
      return { kind: 'retryAfter', seconds: 60 };
    };
    site.world.gainFans(me, 1);
    await look();
    const [third] = sent.splice(0);
    expect(third?.chat).toBe(9);
    site.world.gainFans(me, 1);
    await pass(25_000);
    await look();
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
    const { promise, resolve } = Promise.withResolvers<Sent>();
    site.answer = (digest) => (digest.chat === 7 ? promise : { kind: 'sent' });
    engine.held = 1;
    const [first = 0] = site.world.gainFans(me, 1);
    await engine.look();
    const [second = 0] = site.world.gainFans(me, 1);
    await engine.look();
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

  it.each(['blocked', 'gone'] as const)(
    'that is %s is left alone, and told everything later',
    async (why) => {
      const site = await startSite({ fans: 5 });
      const { watch, look, pass, sent, alerts } = await site.engine();
      await watch();
      sent.length = 0;
      let tries = 0;
      site.answer = () => {
        tries += 1;
        return { kind: why };
      };
      const [first = 0] = site.world.gainFans(me, 1);
      await look();
      expect(await alerts.view(chat, me)).toMatchObject({
        paused: { why },
        untold: 1,
        nextLookAt: undefined,
      });
      site.pages();
      const [second = 0] = site.world.gainFans(me, 1);
      await pass(3 * day);
      expect(tries).toBe(1);
      expect(site.pages()).toBe(0);
      site.answer = () => ({ kind: 'sent' });
      await alerts.resume(chat);
      await pass(minute);
      expect(told(sent)).toEqual([first, second]);
      expect(await alerts.view(chat, me)).toMatchObject({ paused: undefined, untold: 0 });
    },
  );

  it('whose group became another is told there', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, look, sent, alerts, pass } = await site.engine();
    await watch({ to: { chat: -5 } });
    await watch({}, -5);
    await pass(minute);
    sent.length = 0;
    site.login(-1005);
    site.answer = ({ to }) => (to.chat === -5 ? { kind: 'migrated', to: -1005 } : { kind: 'sent' });
    const [fan = 0] = site.world.gainFans(me, 1);
    await look();
    await pass(minute);
    expect(sent.map((one) => [one.chat, one.to.chat]).toSorted()).toEqual([
      [-1005, -1005],
      [7, -1005],
    ]);
    expect(told(sent)).toEqual([fan, fan]);
    expect(await alerts.view(-5, me)).toBeUndefined();
    expect(await alerts.list(7)).toMatchObject([{ mid: me, to: { chat: -1005 } }]);
  });

  it('may have its alerts sent elsewhere, and back', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, look, sent, alerts } = await site.engine();
    await watch({ to: { chat: -9, thread: 4 } });
    site.world.gainFans(me, 1);
    await look();
    await alerts.settings(chat, me, { to: null });
    site.world.gainFans(me, 1);
    await look();
    expect(sent.map(({ to }) => to)).toEqual([{ chat: -9, thread: 4 }, { chat: -9, thread: 4 }, { chat }]);
  });
});

it('quiet hours hold everything back in the timezone of the chat, then it is one digest', async () => {
  const { world, quiet, clock, engine } = await startSite({ fans: 5 });
  const { watch, pass, sent } = await engine();
  await watch();
  sent.length = 0;
  quiet.set(chat, { from: 23 * 60, to: 8 * 60, timezone: 'Asia/Shanghai' });
  // 12:00 in Shanghai when it starts.
  await pass(Date.UTC(2026, 0, 1, 15, 0) - clock.now());
  const fans = world.gainFans(me, 1);
  await pass(4 * hour);
  fans.push(...world.gainFans(me, 2));
  await pass(Date.UTC(2026, 0, 1, 23, 59) - clock.now());
  expect(sent).toEqual([]);
  await pass(2 * minute);
  expect(sent).toHaveLength(1);
  expect(told(sent).toSorted()).toEqual(fans.toSorted());
  expect(sent[0]?.at).toBe(Date.UTC(2026, 0, 2));
});

it('what comes up while a message is on its way is told next, and nothing twice', async () => {
  const site = await startSite({ fans: 5 });
  const engine = await site.engine();
  await engine.watch();
  engine.sent.length = 0;
  const { promise, resolve } = Promise.withResolvers<Sent>();
  site.answer = () => promise;
  engine.held = 1;
  const early = site.world.gainFans(me, 12);
  await engine.look();
  const late = site.world.gainFans(me, 3);
  await engine.look();
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
  await Promise.all([me, ...others].map((mid) => alerts.checkNow(mid)));
  await pass(minute);
  const times = sent.map(({ at }) => at - (sent[0]?.at ?? 0));
  expect(times).toEqual([0, 1000, 2000, 3000, 4000]);
});

describe('a stop', () => {
  it('lets the message on its way arrive and be recorded', async () => {
    const site = await startSite({ fans: 5 });
    const engine = await site.engine();
    await engine.watch();
    engine.sent.length = 0;
    const { promise, resolve } = Promise.withResolvers<Sent>();
    site.answer = () => promise;
    engine.held = 1;
    const [fan = 0] = site.world.gainFans(me, 1);
    await engine.look();
    let over = false;
    const stopped = engine.alerts.stop().then(() => {
      over = true;
    });
    await site.clock.advance(7000);
    expect(over).toBe(false);
    resolve({ kind: 'sent' });
    await stopped;
    expect(told(engine.sent)).toEqual([fan]);
    const second = await site.engine();
    await second.pass(hour);
    expect(second.sent).toEqual([]);
    expect(site.clock.sleepers).toBe(2);
  });

  it('gives up a message that never arrives after eight seconds, and tells it at the next start', async () => {
    const site = await startSite({ fans: 5 });
    const engine = await site.engine();
    await engine.watch();
    engine.sent.length = 0;
    const { promise, resolve } = Promise.withResolvers<Sent>();
    site.answer = () => promise;
    engine.held = 1;
    const [fan = 0] = site.world.gainFans(me, 1);
    await engine.look();
    const stopped = engine.alerts.stop();
    void engine.givenUp.then(() => resolve({ kind: 'later' }));
    await site.clock.advance(8000);
    await stopped;
    site.answer = () => ({ kind: 'sent' });
    const second = await site.engine();
    await second.settled();
    expect(told(second.sent)).toEqual([fan]);
  });
});

it('a message that the store took no note of is not sent again while the program lives', async () => {
  const site = await startSite({ fans: 5 });
  const { watch, look, pass, sent, errors } = await site.engine();
  await watch();
  sent.length = 0;
  const { update } = site.records;
  site.answer = () => {
    site.records.update = () => Promise.reject(new Error('disk full'));
    return { kind: 'sent' };
  };
  const [fan = 0] = site.world.gainFans(me, 1);
  await look();
  expect(errors.splice(0)).toMatchObject([{ message: 'disk full' }]);
  site.records.update = update;
  site.answer = () => ({ kind: 'sent' });
  await pass(minute);
  const [late = 0] = site.world.gainFans(me, 1);
  await look();
  expect(told(sent)).toEqual([fan, late]);
});
