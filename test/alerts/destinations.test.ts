import { describe, expect, it } from 'vitest';
import type { Destination, SendResult } from '../../src/alerts/index.ts';
import { lifeUntil } from './life.ts';
import { notices, told } from './sent-messages.ts';
import { chat, day, hour, me, minute, type Site, startSite } from './site.ts';

/** Lets one place answer otherwise; gives when it was tried, ms. */
function answerAt(site: Site, place: Destination, answer: () => SendResult): number[] {
  const tries: number[] = [];
  site.answer = ({ to }) => {
    if (to.chat !== place.chat || to.thread !== place.thread) return { kind: 'sent' };
    tries.push(site.clock.now());
    return answer();
  };
  return tries;
}

describe('a chat', () => {
  it('that blocked the bot is left alone at once, and told everything when it is back', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, pass, sent, alerts } = await site.engine();
    await watch();
    sent.length = 0;
    const tries = answerAt(site, { chat }, () => ({ kind: 'blocked' }));
    const [first = 0] = site.world.gainFans(me, 1);
    await poll();
    expect(await alerts.subscription(chat, me)).toMatchObject({
      paused: { why: 'blocked' },
      unreportedFans: 1,
      nextPollAt: undefined,
    });
    site.pages();
    const [second = 0] = site.world.gainFans(me, 1);
    await pass(3 * day);
    expect(tries).toHaveLength(1);
    expect(site.pages()).toBe(0);
    site.answer = () => ({ kind: 'sent' });
    await alerts.resume(chat);
    await pass(minute);
    expect(told(sent)).toEqual([first, second]);
    expect(await alerts.subscription(chat, me)).toMatchObject({ paused: undefined, unreportedFans: 0 });
  });

  it('that is said to be gone is asked again, and given up only after an hour of that', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, pass, sent, alerts } = await site.engine();
    await watch();
    sent.length = 0;
    const tries = answerAt(site, { chat }, () => ({ kind: 'gone' }));
    const [fan = 0] = site.world.gainFans(me, 1);
    await poll();
    await pass(50 * minute);
    expect(tries.length).toBeGreaterThan(2);
    expect(await alerts.subscription(chat, me)).toMatchObject({ paused: undefined });
    await pass(3 * day);
    expect(await alerts.subscription(chat, me)).toMatchObject({ paused: { why: 'gone' }, unreportedFans: 1 });
    expect(tries.length).toBeLessThan(7);
    expect((tries.at(-1) ?? 0) - (tries[0] ?? 0)).toBeGreaterThanOrEqual(hour);
    site.answer = () => ({ kind: 'sent' });
    await alerts.resume(chat);
    await pass(minute);
    expect(told(sent)).toEqual([fan]);
  });

  it('that was said to be gone by mistake is told after some minutes', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, pass, sent, alerts } = await site.engine();
    await watch();
    sent.length = 0;
    const answers: SendResult[] = [{ kind: 'gone' }, { kind: 'gone' }];
    const tries = answerAt(site, { chat }, () => answers.pop() ?? { kind: 'sent' });
    const [fan = 0] = site.world.gainFans(me, 1);
    await poll();
    await pass(20 * minute);
    expect(told(sent)).toEqual([fan]);
    expect(tries).toHaveLength(3);
    expect(await alerts.subscription(chat, me)).toMatchObject({ paused: undefined });
  });
  it('whose group became another is told there', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, sent, alerts, pass } = await site.engine();
    await watch({ to: { chat: -5 } });
    await watch({}, -5);
    await pass(minute);
    sent.length = 0;
    site.login(-1005);
    site.answer = ({ to }) => (to.chat === -5 ? { kind: 'migrated', to: -1005 } : { kind: 'sent' });
    const [fan = 0] = site.world.gainFans(me, 1);
    await poll();
    await pass(minute);
    expect(sent.map((one) => [one.chat, one.to.chat]).toSorted()).toEqual([
      [-1005, -1005],
      [7, -1005],
    ]);
    expect(told(sent)).toEqual([fan, fan]);
    expect(await alerts.subscription(-5, me)).toBeUndefined();
    expect(await alerts.subscriptions(7)).toMatchObject([{ mid: me, to: { chat: -1005 } }]);
  });
});

describe('a place that alerts are sent to', () => {
  const group = { chat: -9, thread: 4 };

  it('gets them, until they are brought back', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, sent, alerts } = await site.engine();
    await watch({ to: { chat: -9, thread: 4 } });
    site.world.gainFans(me, 1);
    await poll();
    await alerts.changeSubscription(chat, me, { to: null });
    site.world.gainFans(me, 1);
    await poll();
    expect(sent.map(({ to }) => to)).toEqual([{ chat: -9, thread: 4 }, { chat: -9, thread: 4 }, { chat }]);
  });

  it('and is changed while a message waits for its turn: what becomes of that is said of the new one', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, pass, alerts } = await site.engine();
    await watch({ to: group });
    await watch({ to: group, fans: false, milestones: false }, 8);
    for (const other of [9, 10]) await watch({}, other);
    // Asked to wait by two, nobody gets anything for five minutes.
    site.answer = ({ to }) => (to.chat > 0 ? { kind: 'retryAfter', seconds: 300 } : { kind: 'sent' });
    site.world.gainFans(me, 1);
    await poll();
    site.world.gainFans(me, 1);
    await poll();
    await alerts.changeSubscription(chat, me, { to: { chat: -5 } });
    site.answer = ({ to }) => (to.chat === -5 ? { kind: 'migrated', to: -1005 } : { kind: 'sent' });
    await pass(10 * minute);
    expect(await alerts.subscription(chat, me)).toMatchObject({ to: { chat: -1005 }, unreportedFans: 0 });
    expect(await alerts.subscription(8, me)).toMatchObject({ to: group });
  });

  it('that throws the bot out: they come to the chat itself again, which is told', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, pass, sent, alerts } = await site.engine();
    await watch({ to: group });
    sent.length = 0;
    const tries = answerAt(site, group, () => ({ kind: 'blocked' }));
    const [first = 0] = site.world.gainFans(me, 1);
    await poll();
    await pass(minute);
    const [second = 0] = site.world.gainFans(me, 1);
    await poll();
    await pass(minute);
    expect(tries).toHaveLength(1);
    expect(sent.map(({ to }) => to)).toEqual([{ chat }, { chat }]);
    expect(sent[0]?.notices).toMatchObject([{ kind: 'placeLost', place: group }]);
    expect(told(sent)).toEqual([first, second]);
    expect(await alerts.subscription(chat, me)).toMatchObject({ to: undefined, paused: undefined });
  });

  it('that is gone: the same, but only after an hour of that', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, pass, sent } = await site.engine();
    await watch({ to: group });
    sent.length = 0;
    answerAt(site, group, () => ({ kind: 'gone' }));
    const [fan = 0] = site.world.gainFans(me, 1);
    await poll();
    await pass(50 * minute);
    expect(sent).toEqual([]);
    await pass(hour);
    expect(sent).toMatchObject([{ to: { chat }, notices: [{ kind: 'placeLost', place: group }] }]);
    expect(told(sent)).toEqual([fan]);
  });

  it('that is changed while the old one does not take them: they go to the new one at once', async () => {
    const site = await startSite({ fans: 5 });
    const { watch, poll, settled, pass, sent, alerts } = await site.engine();
    await watch({ to: group });
    sent.length = 0;
    answerAt(site, group, () => ({ kind: 'gone' }));
    const [fan = 0] = site.world.gainFans(me, 1);
    await poll();
    await alerts.changeSubscription(chat, me, { to: { chat: -10 } });
    await settled();
    expect(sent).toMatchObject([{ to: { chat: -10 }, notices: [] }]);
    await pass(hour);
    expect(told(sent)).toEqual([fan]);
  });

  it.each(['blocked', 'gone'] as const)(
    'that is changed while it answers %s: the new one gets them at once',
    async (kind) => {
      const site = await startSite({ fans: 5 });
      const engine = await site.engine();
      await engine.watch({ to: group });
      engine.sent.length = 0;
      const { promise, resolve } = Promise.withResolvers<SendResult>();
      site.answer = ({ to }) => (to.chat === group.chat ? promise : { kind: 'sent' });
      engine.held = 1;
      const [fan = 0] = site.world.gainFans(me, 1);
      await engine.poll();
      await engine.alerts.changeSubscription(chat, me, { to: { chat: -10 } });
      engine.held = 0;
      resolve({ kind });
      await engine.pass(minute);
      expect(engine.sent.map(({ to }) => to)).toEqual([{ chat: -10 }]);
      expect(told(engine.sent)).toEqual([fan]);
      expect(await engine.alerts.subscription(chat, me)).toMatchObject({
        to: { chat: -10 },
        paused: undefined,
      });
    },
  );

  it('that is lost costs no alert, whenever the program is killed', async () => {
    let over = true;
    for (let moment = 1; over; moment += 1) {
      const site = await startSite({ fans: 5 });
      const first = await site.engine();
      await first.watch({ to: group });
      await first.alerts.stop();
      const heard: number[] = [];
      const said: string[] = [];
      site.answer = (digest) => {
        if (digest.to.chat === group.chat) return { kind: 'blocked' };
        heard.push(...told([digest]));
        said.push(...notices([digest]));
        return { kind: 'sent' };
      };
      const [fan = 0] = site.world.gainFans(me, 1);
      const life = lifeUntil(moment);
      const second = await site.engine({ life });
      if (!life.over) await Promise.race([life.ended, second.pass(hour)]);
      over = life.over;
      const third = await site.engine();
      await third.pass(hour);
      expect(new Set(heard)).toEqual(new Set([fan]));
      expect(heard.length).toBeLessThanOrEqual(over ? 2 : 1);
      expect(new Set(said)).toEqual(new Set(['placeLost']));
    }
  });
});
