import { describe, expect, it } from 'vitest';
import { toldLost } from './sent-messages.ts';
import { chat, hour, interval, me, minute, watched } from './site.ts';

describe('lost fans', () => {
  it('who left before anybody wanted to know are not told of', async () => {
    const { world, poll, sent, alerts, pass } = await watched({ fans: 30 });
    world.loseFans(me, 2);
    await poll();
    await alerts.changeSubscription(chat, me, { lost: true });
    await pass(3 * hour);
    expect(toldLost(sent)).toEqual([]);
    expect(world.requests.count('web-interface/relation')).toBe(0);
    const [gone = 0] = world.loseFans(me, 1);
    await pass(3 * hour);
    expect(toldLost(sent)).toEqual([gone]);
  });

  it('wait for no longer than was said, an hour, however long the list is', async () => {
    const { world, sent, alerts, pass } = await watched({ fans: 220, compareEvery: minute });
    await alerts.changeSubscription(chat, me, { lost: true });
    await pass(2 * interval);
    for (let turn = 1; turn <= 2; turn += 1) {
      world.loseFans(me, 1);
      await pass(2 * interval);
      expect(toldLost(sent)).toHaveLength(turn);
    }
  });

  it('are told of by the next poll, which has the whole list when it is one page', async () => {
    const { world, poll, sent, alerts, pages } = await watched({ fans: 30 });
    await alerts.changeSubscription(chat, me, { lost: true });
    await poll();
    for (let turn = 1; turn <= 3; turn += 1) {
      const [gone = 0] = world.loseFans(me, 1);
      pages();
      await poll();
      expect(pages()).toBe(1);
      expect(toldLost(sent)).toHaveLength(turn);
      expect(toldLost(sent)).toContain(gone);
    }
  });

  it('wait when the list is long, so that reading it costs no more than the polls do', async () => {
    const { world, poll, sent, alerts, pages, pass } = await watched({ fans: 220 });
    await alerts.changeSubscription(chat, me, { lost: true });
    await poll();
    const [first = 0] = world.loseFans(me, 1);
    await poll();
    // At once, though the list was read for a beginning a poll ago.
    expect(toldLost(sent)).toEqual([first]);
    const [second = 0] = world.loseFans(me, 1);
    pages();
    await poll();
    expect(pages()).toBe(1);
    expect(toldLost(sent)).toEqual([first]);
    await pass(hour);
    expect(toldLost(sent)).toEqual([first, second]);
  });

  it('are told of when their account was closed', async () => {
    const { world, sent, alerts, pass } = await watched({ fans: 30 });
    await alerts.changeSubscription(chat, me, { lost: true });
    await pass(hour);
    const gone = world.fansOf(me)[9] ?? 0;
    world.closeAccount(gone);
    await pass(3 * hour);
    expect(toldLost(sent)).toEqual([gone]);
  });

  it('are not told of who are still fans when asked about', async () => {
    const { world, sent, alerts, pass } = await watched({ fans: 30 });
    await alerts.changeSubscription(chat, me, { lost: true });
    await pass(2 * hour);
    const hidden = world.fansOf(me)[9] ?? 0;
    world.unfollow(hidden, me);
    let asked = 0;
    // The list lags behind: the fan is back by the time of the question.
    world.on('request', ({ path }) => {
      if (!path.endsWith('relation/followers') || world.fansOf(me).includes(hidden)) return;
      asked += 1;
      if (asked === 1) queueMicrotask(() => setImmediate(() => world.follow(hidden, me)));
    });
    await pass(2 * hour);
    expect(asked).toBeGreaterThan(0);
    expect(toldLost(sent)).toEqual([]);
  });

  it('are not told of who were made to leave through the bot', async () => {
    const { world, sent, alerts, pass } = await watched({ fans: 30 });
    await alerts.changeSubscription(chat, me, { lost: true });
    await pass(2 * hour);
    const kicked = world.fansOf(me)[9] ?? 0;
    world.unfollow(kicked, me);
    await alerts.markGone(me, [kicked]);
    await pass(3 * hour);
    expect(toldLost(sent)).toEqual([]);
  });

  it('are not looked for beyond the thousand that the site shows', async () => {
    const { world, sent, alerts, poll, pages } = await watched({ fans: 1100 });
    await alerts.changeSubscription(chat, me, { lost: true });
    await poll();
    world.loseFans(me, 5);
    await poll();
    expect(pages()).toBe(2);
    expect(toldLost(sent)).toEqual([]);
  });
});
