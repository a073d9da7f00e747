import { describe, expect, it } from 'vitest';
import { told, toldLost, toldMutual } from './sent-messages.ts';
import { chat, day, hour, me, minute, watched } from './site.ts';

describe('who is not new', () => {
  it('an old fan who comes up into the thousand that the site shows', async () => {
    const { world, poll, sent } = await watched({ fans: 1040 });
    world.loseFans(me, 30);
    await poll();
    const [fan = 0] = world.gainFans(me, 1);
    await poll();
    world.loseFans(me, 980);
    await poll();
    expect(told(sent)).toEqual([fan]);
    expect(toldMutual(sent)).toEqual([]);
  });

  it('a fan who is followed back, and comes to the top by that', async () => {
    const { world, poll, sent, clock } = await watched({ fans: 200 });
    for (const fan of [world.fansOf(me)[150] ?? 0, world.fansOf(me)[3] ?? 0]) {
      await clock.advance(minute);
      world.followBack(me, fan);
      await poll();
    }
    expect(sent).toEqual([]);
  });

  it('an old fan from beyond the thousand who is followed back: told as mutual', async () => {
    const { world, poll, sent } = await watched({ fans: 1100 });
    const old = world.fansOf(me)[1050] ?? 0;
    world.followBack(me, old);
    await poll();
    expect(told(sent)).toEqual([]);
    expect(toldMutual(sent)).toEqual([old]);
    await poll();
    expect(sent).toHaveLength(1);
  });

  it('the same, followed back through the bot: not told at all', async () => {
    const { world, poll, sent, alerts } = await watched({ fans: 1100 });
    const old = world.fansOf(me)[1050] ?? 0;
    world.followBack(me, old);
    await alerts.markKnown(me, [old]);
    await poll();
    expect(sent).toEqual([]);
  });

  it('nor is a new fan who is mutual at once dropped while another leaves', async () => {
    const { world, people, poll, sent } = await watched({ fans: 1100 });
    const [friend = 0] = people(1);
    world.follow(me, friend);
    world.follow(friend, me);
    world.unfollow(world.fansOf(me)[500] ?? 0, me);
    await poll();
    expect(toldMutual(sent)).toEqual([friend]);
    expect(told(sent)).toEqual([]);
  });

  it('while a new fan who is mutual at once is new when the total says so', async () => {
    const { world, people, poll, sent } = await watched({ fans: 1100 });
    const [friend = 0, stranger = 0] = people(2);
    world.follow(me, friend);
    world.follow(friend, me);
    world.follow(stranger, me);
    await poll();
    expect(told(sent).toSorted()).toEqual([friend, stranger]);
    expect(sent[0]?.fans.first.map(({ followed }) => followed)).toEqual([true, false]);
  });

  it('one who left and follows again, also when the leaving was seen', async () => {
    const { world, clock, engine, poll, sent, alerts, pass } = await watched({ fans: 20 });
    await alerts.changeSubscription(chat, me, { lost: true });
    await poll();
    const [fan = 0] = world.gainFans(me, 1);
    await poll();
    world.unfollow(fan, me);
    await pass(2 * hour);
    expect(toldLost(sent)).toEqual([fan]);
    await alerts.stop();
    await clock.advance(29 * day);
    world.follow(fan, me);
    const later = await engine();
    await later.poll();
    expect(told([...sent, ...later.sent])).toEqual([fan]);
  });

  it('unless thirty days have passed, or the chat wants to know', async () => {
    const { world, clock, engine, poll, sent, alerts, pass } = await watched({ fans: 20 });
    await alerts.changeSubscription(chat, me, { lost: true, refollowDays: 0 });
    await poll();
    const fan = world.fansOf(me)[5] ?? 0;
    world.unfollow(fan, me);
    await pass(2 * hour);
    world.follow(fan, me);
    await poll();
    expect(sent.at(-1)?.fans.first).toMatchObject([{ mid: fan, again: true }]);
    await alerts.changeSubscription(chat, me, { refollowDays: 30 });
    world.unfollow(fan, me);
    await pass(2 * hour);
    expect(toldLost(sent)).toEqual([fan, fan]);
    await alerts.stop();
    await clock.advance(31 * day);
    world.follow(fan, me);
    const later = await engine();
    await later.poll();
    expect(told([...sent, ...later.sent])).toEqual([fan, fan]);
  });
});

describe('when as many leave as come', () => {
  it('the new one is told of', async () => {
    const { world, poll, sent } = await watched({ fans: 20 });
    world.unfollow(world.fansOf(me)[7] ?? 0, me);
    const [fan = 0] = world.gainFans(me, 1);
    expect(await poll()).toMatchObject({ total: 20 });
    expect(told(sent)).toEqual([fan]);
  });

  it('and so is the lost one, where that is wanted', async () => {
    const { world, poll, sent, alerts, pass } = await watched({ fans: 120 });
    await alerts.changeSubscription(chat, me, { lost: true });
    await poll();
    expect(sent).toEqual([]);
    const gone = world.fansOf(me)[77] ?? 0;
    world.unfollow(gone, me);
    const [fan = 0] = world.gainFans(me, 1);
    await pass(2 * hour);
    expect(told(sent)).toEqual([fan]);
    expect(toldLost(sent)).toEqual([gone]);
  });
});
