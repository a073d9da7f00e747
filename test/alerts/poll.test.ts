import { describe, expect, it } from 'vitest';
import { withMethods } from '../support/with-methods.ts';
import { told, toldMutual } from './sent-messages.ts';
import { chat, day, hour, interval, me, minute, startSite, watched } from './site.ts';

describe('a later poll', () => {
  it('is one request, and the store has no part in it, when nothing has happened', async () => {
    const { poll, pages, writes, reads } = await watched({ fans: 130 });
    const before = [writes(), reads()];
    for (let count = 0; count < 5; count += 1) await poll();
    expect(pages()).toBe(5);
    expect([writes(), reads()]).toEqual(before);
  });

  it('has no part for the store either where the same fans come in other bytes', async () => {
    const { poll, world, people, writes, reads } = await watched({ fans: 2 });
    const [fan = 0] = people(1);
    world.follow(fan, me);
    await poll();
    const before = [writes(), reads()];
    for (const sign of ['早', '晚']) {
      world.change(fan, { sign });
      await poll();
    }
    expect([writes(), reads()]).toEqual(before);
  });

  it('asks of the share of the budget that polls have', async () => {
    const { login, poll, world } = await watched({ fans: 3 });
    const shares: unknown[] = [];
    const session = login();
    const noting =
      <P, O extends { share?: unknown }, R>(call: (params: P, options?: O) => R) =>
      (params: P, options?: O) => {
        shares.push(options?.share);
        return call(params, options);
      };
    const relations = { followers: noting(session.relations.followers) };
    const people = { stats: noting(session.people.stats) };
    login(chat, me, withMethods(session, { relations, people }));
    world.gainFans(me, 1);
    await poll();
    expect(shares).toEqual(['polls', 'polls']);
  });

  it('serves all chats that watch, and is told to each', async () => {
    const { watch, world, poll, pages, sent } = await watched({ fans: 3 });
    await watch({}, 8);
    await watch({ fans: false }, 9);
    pages();
    sent.length = 0;
    const [fan = 0] = world.gainFans(me, 1);
    await poll();
    expect(pages()).toBe(1);
    expect(sent.map((one) => one.chat)).toEqual([7, 8]);
    expect(told(sent)).toEqual([fan, fan]);
  });

  it('tells what the list says of a new fan', async () => {
    const { world, people, poll, sent, clock } = await watched({ fans: 3 });
    const [fan = 0] = people(1);
    world.change(fan, { sign: '你好' });
    world.follow(fan, me);
    const at = clock.now() / 1000;
    await poll();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ total: 4, milestones: [], notices: [] });
    expect(sent[0]?.fans).toEqual({
      first: [
        {
          mid: fan,
          name: 'someone 4',
          sign: '你好',
          face: world.person(fan)?.face,
          at,
          followed: false,
          fans: 0,
        },
      ],
      more: [],
      beyond: 0,
    });
  });

  it.each([
    [7, 1],
    [130, 3],
  ])('tells of a burst of %i in one digest, turning pages only as far as they go', async (count, asked) => {
    const { world, poll, sent, pages } = await watched({ fans: 60 });
    const fans = world.gainFans(me, count);
    await poll();
    expect(pages()).toBe(asked);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.fans.first).toHaveLength(Math.min(count, 10));
    expect(told(sent)).toEqual(fans);
    await poll();
    expect(pages()).toBe(1);
    expect(sent).toHaveLength(1);
  });

  it('tells of a burst of 1200 by name as far as the site shows them, and says that there are more', async () => {
    const { world, poll, sent, pages } = await watched({ fans: 60 });
    const fans = world.gainFans(me, 1200);
    await poll();
    expect(pages()).toBe(20);
    expect(told(sent)).toEqual(fans.slice(0, 1000));
    expect(sent).toMatchObject([
      { total: 1260, milestones: [100, 1000], fans: { beyond: 200, atLeast: true } },
    ]);
    await poll();
    expect(sent).toHaveLength(1);
  });

  it('finds new fans below old ones who have just been followed back', async () => {
    const { world, poll, sent, clock } = await watched({ fans: 180 });
    const fans = world.gainFans(me, 60);
    await clock.advance(1000);
    for (const fan of world.fansOf(me).slice(70, 121)) world.followBack(me, fan);
    // The total does not give them away.
    for (const fan of world.fansOf(me).slice(-60)) world.unfollow(fan, me);
    await poll();
    expect(told(sent)).toEqual(fans);
    expect(toldMutual(sent)).toEqual([]);
  });

  it('says after a week without polls that it was away', async () => {
    const site = await startSite({ fans: 5 });
    const first = await site.engine();
    await first.watch();
    const lookedAt = site.clock.now() - 2000;
    await first.alerts.stop();
    await site.clock.advance(7 * day);
    const fans = site.world.gainFans(me, 3);
    const second = await site.engine();
    await second.pass(interval);
    expect(told(second.sent)).toEqual(fans);
    expect(second.sent).toMatchObject([{ away: lookedAt }]);
    site.world.gainFans(me, 1);
    await second.poll();
    expect(second.sent[1]?.away).toBeUndefined();
  });

  it('does not say so where nothing has happened for a week of polls', async () => {
    const { world, pass, poll, sent, writes } = await watched({ fans: 5 });
    const before = writes();
    await pass(2 * day);
    expect(writes() - before).toBeLessThanOrEqual(8);
    world.gainFans(me, 1);
    await poll();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.away).toBeUndefined();
  });

  it('nor where the program starts again after a quiet week', async () => {
    const { world, alerts, clock, pass, engine } = await watched({ fans: 5 });
    await pass(7 * day);
    await alerts.stop();
    await clock.advance(hour);
    const [fan = 0] = world.gainFans(me, 1);
    const second = await engine();
    await second.pass(hour);
    expect(told(second.sent)).toEqual([fan]);
    expect(second.sent[0]?.away).toBeUndefined();
  });
});

it('rows that repeat across pages while fans arrive are told of once', async () => {
  const { world, poll, sent } = await watched({ fans: 60 });
  const fans = world.gainFans(me, 130);
  const during: number[] = [];
  const end = world.on('request', ({ path, query }) => {
    if (path.endsWith('relation/followers') && Number(query.pn) > 1) during.push(...world.gainFans(me, 7));
  });
  await poll();
  end();
  await poll();
  expect(during.length).toBeGreaterThan(0);
  expect(told(sent).toSorted()).toEqual([...fans, ...during].toSorted());
});

it('new fans who slide up a page, because others leave while the pages are turned, are told of', async () => {
  const { world, poll, sent, pages } = await watched({ fans: 60 });
  const fans = world.gainFans(me, 130);
  const leavers = [fans[3] ?? 0, fans[40] ?? 0];
  const end = world.on('request', ({ path, query }) => {
    if (!path.endsWith('relation/followers') || query.pn !== '2') return;
    for (const leaver of leavers) world.unfollow(leaver, me);
  });
  await poll();
  end();
  expect(pages()).toBe(4);
  expect(told(sent)).toEqual(expect.arrayContaining(fans.filter((fan) => !leavers.includes(fan))));
  expect(told(sent)).toHaveLength(130);
});

it('one that is wanted while another is under way comes right after it', async () => {
  const { alerts, world, settled, pass, pages } = await watched({ fans: 5 });
  await pass(minute);
  pages();
  const end = world.on('request', () => {
    end();
    alerts.pollSoon(me);
  });
  await alerts.pollNow(me);
  await settled();
  expect(pages()).toBe(2);
});

describe('after a restart', () => {
  it('the first poll reads the record once more, and writes nothing where nothing has happened', async () => {
    const { alerts, engine, writes } = await watched({ fans: 130 });
    await alerts.stop();
    const second = await engine();
    const before = writes();
    expect(await second.poll()).toMatchObject({ kind: 'good', fans: 0 });
    expect(writes()).toBe(before);
  });

  it('an account that the site wanted to be left alone is left alone still', async () => {
    const { world, poll, alerts, engine, clock } = await watched({ fans: 5 });
    world.setRiskControl(true);
    const check = await poll();
    const until = check.kind === 'resting' ? check.until : 0;
    expect(until).toBeGreaterThan(clock.now());
    await alerts.stop();
    const second = await engine();
    expect((await second.alerts.subscription(chat, me))?.nextPollAt).toBeGreaterThanOrEqual(until);
  });

  it('what is changed before its record is read is polled, too', async () => {
    const site = await startSite({ fans: 5 });
    const first = await site.engine();
    await first.watch();
    await first.alerts.stop();
    const { all } = site.records;
    const { promise: go, resolve: read } = Promise.withResolvers<void>();
    site.records.all = async function* () {
      await go;
      yield* all();
    };
    const second = await site.engine({ loaded: false });
    await second.alerts.changeSubscription(chat, me, { lost: true });
    read();
    site.pages();
    await second.pass(interval);
    expect(site.pages()).toBeGreaterThan(0);
  });

  it('what is given up while the records are read stays so', async () => {
    const site = await startSite({ fans: 5 });
    const first = await site.engine();
    await first.watch();
    await first.alerts.stop();
    const { all } = site.records;
    const { promise: go, resolve: read } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    site.records.all = async function* () {
      for await (const one of all()) {
        begin();
        await go;
        yield one;
      }
    };
    const second = await site.engine({ loaded: false });
    await begun;
    await second.alerts.unsubscribe(chat, me);
    read();
    await second.pass(interval);
    expect(second.alerts.status()).toMatchObject({ watches: 0, pollsInLastHour: 0 });
  });
});

describe('asking for a poll', () => {
  it('is answered once in half a minute', async () => {
    const { alerts, pass, settled } = await watched({ fans: 5 });
    await pass(minute);
    expect(await alerts.pollNow(me)).toMatchObject({ kind: 'good' });
    expect(await alerts.pollNow(me)).toMatchObject({ kind: 'tooSoon' });
    await settled();
    await pass(30_000);
    expect(await alerts.pollNow(me)).toMatchObject({ kind: 'good' });
    expect(await alerts.pollNow(12345)).toEqual({ kind: 'off' });
  });

  it('is told of a rest, or that all alerts are off, sooner than to be patient', async () => {
    const { world, alerts, pass } = await watched({ fans: 5 });
    await pass(minute);
    world.faults.set('relation/followers', { kind: 'code', code: -352 });
    expect(await alerts.pollNow(me)).toMatchObject({ kind: 'resting' });
    expect(await alerts.pollNow(me)).toMatchObject({ kind: 'resting' });
    await alerts.changeSubscription(chat, me, { fans: false, milestones: false });
    expect(await alerts.pollNow(me)).toEqual({ kind: 'off' });
  });
});
