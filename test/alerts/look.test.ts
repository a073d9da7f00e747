import { describe, expect, it } from 'vitest';
import type { Fault } from '../../playground/bilibili/index.ts';
import {
  chat,
  day,
  type Engine,
  hour,
  interval,
  me,
  minute,
  notices,
  type Site,
  startSite,
  told,
  toldLost,
  toldMutual,
} from './site.ts';

/** A site whose account has fans and is watched; what was told until now is forgotten. */
async function watched(options: Parameters<typeof startSite>[0] = {}): Promise<Site & Engine> {
  const site = await startSite(options);
  const engine = await site.engine();
  await engine.watch();
  engine.sent.length = 0;
  site.pages();
  return Object.assign(engine, { ...site, pages: site.pages });
}

describe('the first look', () => {
  it('is silent, reads everybody, and says that it is done', async () => {
    const site = await startSite({ fans: 130 });
    const { watch, sent, alerts } = await site.engine();
    await watch();
    expect(site.pages()).toBe(3);
    expect(told(sent)).toEqual([]);
    expect(sent).toMatchObject([{ mid: me, chat, total: 130, notices: [{ kind: 'started' }] }]);
    expect(await alerts.view(chat, me)).toMatchObject({ fans: 130, lookedAt: site.clock.now() - 2000 });
  });

  it('reads at most twenty pages', async () => {
    const site = await startSite({ fans: 1020 });
    const { watch, sent } = await site.engine();
    await watch();
    expect(site.pages()).toBe(20);
    expect(sent).toMatchObject([{ total: 1020, milestones: [] }]);
  });

  it('takes an account without fans for what it is', async () => {
    const { world, look, sent } = await watched();
    const [fan = 0] = world.gainFans(me, 1);
    expect(await look()).toMatchObject({ kind: 'good', fans: 1, total: 1 });
    expect(told(sent)).toEqual([fan]);
  });

  it('fails as a whole when a page of it does', async () => {
    const site = await startSite({ fans: 130 });
    site.world.faults.set('relation/followers', { kind: 'emptyWithTotal' }, { skip: 1, times: 1 });
    const { watch, sent, looks, look } = await site.engine();
    await watch();
    expect(looks).toEqual([{ kind: 'failed', why: 'noInformation' }]);
    await look();
    expect(notices(sent)).toEqual(['started']);
    expect(told(sent)).toEqual([]);
  });
});

describe('a later look', () => {
  it('is one request, and the store has no part in it, when nothing has happened', async () => {
    const { look, pages, writes, reads } = await watched({ fans: 130 });
    const before = [writes(), reads()];
    for (let count = 0; count < 5; count += 1) await look();
    expect(pages()).toBe(5);
    expect([writes(), reads()]).toEqual(before);
  });

  it('serves all chats that watch, and is told to each', async () => {
    const { watch, world, look, pages, sent } = await watched({ fans: 3 });
    await watch({}, 8);
    await watch({ fans: false }, 9);
    pages();
    sent.length = 0;
    const [fan = 0] = world.gainFans(me, 1);
    await look();
    expect(pages()).toBe(1);
    expect(sent.map((one) => one.chat)).toEqual([7, 8]);
    expect(told(sent)).toEqual([fan, fan]);
  });

  it('tells what the list says of a new fan', async () => {
    const { world, people, look, sent, clock } = await watched({ fans: 3 });
    const [fan = 0] = people(1);
    world.change(fan, { sign: '你好' });
    world.follow(fan, me);
    const at = clock.now() / 1000;
    await look();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ total: 4, milestones: [], notices: [] });
    expect(sent[0]?.fans).toEqual({
      first: [
        { mid: fan, name: 'someone 4', sign: '你好', face: world.person(fan)?.face, at, followed: false },
      ],
      more: [],
      beyond: 0,
    });
  });

  it.each([
    [7, 1],
    [130, 3],
  ])('tells of a burst of %i in one digest, turning pages only as far as they go', async (count, asked) => {
    const { world, look, sent, pages } = await watched({ fans: 60 });
    const fans = world.gainFans(me, count);
    await look();
    expect(pages()).toBe(asked);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.fans.first).toHaveLength(Math.min(count, 10));
    expect(told(sent)).toEqual(fans);
    await look();
    expect(pages()).toBe(1);
    expect(sent).toHaveLength(1);
  });

  it('tells of a burst of 1200 by name as far as the site shows them, and says that there are more', async () => {
    const { world, look, sent, pages } = await watched({ fans: 60 });
    const fans = world.gainFans(me, 1200);
    await look();
    expect(pages()).toBe(20);
    expect(told(sent)).toEqual(fans.slice(0, 1000));
    expect(sent).toMatchObject([
      { total: 1260, milestones: [100, 1000], fans: { beyond: 200, atLeast: true } },
    ]);
    await look();
    expect(sent).toHaveLength(1);
  });

  it('finds new fans below old ones who have just been followed back', async () => {
    const { world, look, sent, clock } = await watched({ fans: 180 });
    const fans = world.gainFans(me, 60);
    await clock.advance(1000);
    for (const fan of world.fansOf(me).slice(70, 121)) world.followBack(me, fan);
    // The total does not give them away.
    for (const fan of world.fansOf(me).slice(-60)) world.unfollow(fan, me);
    await look();
    expect(told(sent)).toEqual(fans);
    expect(toldMutual(sent)).toEqual([]);
  });

  it('says after a week without looks that it was away', async () => {
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
    await second.look();
    expect(second.sent[1]?.away).toBeUndefined();
  });

  it('does not say so where nothing has happened for a week of looks', async () => {
    const { world, pass, look, sent, writes } = await watched({ fans: 5 });
    const before = writes();
    await pass(2 * day);
    expect(writes() - before).toBeLessThanOrEqual(8);
    world.gainFans(me, 1);
    await look();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.away).toBeUndefined();
  });
});

describe('who is not new', () => {
  it('an old fan who comes up into the thousand that the site shows', async () => {
    const { world, look, sent } = await watched({ fans: 1040 });
    world.loseFans(me, 30);
    await look();
    const [fan = 0] = world.gainFans(me, 1);
    await look();
    world.loseFans(me, 980);
    await look();
    expect(told(sent)).toEqual([fan]);
    expect(toldMutual(sent)).toEqual([]);
  });

  it('a fan who is followed back, and comes to the top by that', async () => {
    const { world, look, sent, clock } = await watched({ fans: 200 });
    for (const fan of [world.fansOf(me)[150] ?? 0, world.fansOf(me)[3] ?? 0]) {
      await clock.advance(minute);
      world.followBack(me, fan);
      await look();
    }
    expect(sent).toEqual([]);
  });

  it('an old fan from beyond the thousand who is followed back: told as mutual', async () => {
    const { world, look, sent } = await watched({ fans: 1100 });
    const old = world.fansOf(me)[1050] ?? 0;
    world.followBack(me, old);
    await look();
    expect(told(sent)).toEqual([]);
    expect(toldMutual(sent)).toEqual([old]);
    await look();
    expect(sent).toHaveLength(1);
  });

  it('the same, followed back through the bot: not told at all', async () => {
    const { world, look, sent, alerts } = await watched({ fans: 1100 });
    const old = world.fansOf(me)[1050] ?? 0;
    world.followBack(me, old);
    await alerts.markKnown(me, [old]);
    await look();
    expect(sent).toEqual([]);
  });

  it('nor is a new fan who is mutual at once dropped while another leaves', async () => {
    const { world, people, look, sent } = await watched({ fans: 1100 });
    const [friend = 0] = people(1);
    world.follow(me, friend);
    world.follow(friend, me);
    world.unfollow(world.fansOf(me)[500] ?? 0, me);
    await look();
    expect(toldMutual(sent)).toEqual([friend]);
    expect(told(sent)).toEqual([]);
  });

  it('while a new fan who is mutual at once is new when the total says so', async () => {
    const { world, people, look, sent } = await watched({ fans: 1100 });
    const [friend = 0, stranger = 0] = people(2);
    world.follow(me, friend);
    world.follow(friend, me);
    world.follow(stranger, me);
    await look();
    expect(told(sent).toSorted()).toEqual([friend, stranger]);
    expect(sent[0]?.fans.first.map(({ followed }) => followed)).toEqual([false, true]);
  });

  it('one who left and follows again, also when the leaving was seen', async () => {
    const { world, look, sent, alerts, pass } = await watched({ fans: 20 });
    await alerts.settings(chat, me, { lost: true });
    await look();
    const [fan = 0] = world.gainFans(me, 1);
    await look();
    world.unfollow(fan, me);
    await pass(2 * hour);
    expect(toldLost(sent)).toEqual([fan]);
    await pass(29 * day);
    world.follow(fan, me);
    await look();
    expect(told(sent)).toEqual([fan]);
  });

  it('unless thirty days have passed, or the chat wants to know', async () => {
    const { world, look, sent, alerts, pass } = await watched({ fans: 20 });
    await alerts.settings(chat, me, { lost: true, refollowDays: 0 });
    await look();
    const fan = world.fansOf(me)[5] ?? 0;
    world.unfollow(fan, me);
    await pass(2 * hour);
    world.follow(fan, me);
    await look();
    expect(sent.at(-1)?.fans.first).toMatchObject([{ mid: fan, again: true }]);
    await alerts.settings(chat, me, { refollowDays: 30 });
    world.unfollow(fan, me);
    await pass(2 * hour);
    expect(toldLost(sent)).toEqual([fan, fan]);
    await pass(31 * day);
    world.follow(fan, me);
    await look();
    expect(told(sent)).toEqual([fan, fan]);
  });
});

describe('when as many leave as come', () => {
  it('the new one is told of', async () => {
    const { world, look, sent } = await watched({ fans: 20 });
    world.unfollow(world.fansOf(me)[7] ?? 0, me);
    const [fan = 0] = world.gainFans(me, 1);
    expect(await look()).toMatchObject({ total: 20 });
    expect(told(sent)).toEqual([fan]);
  });

  it('and so is the lost one, where that is wanted', async () => {
    const { world, look, sent, alerts, pass } = await watched({ fans: 120 });
    await alerts.settings(chat, me, { lost: true });
    await look();
    expect(sent).toEqual([]);
    const gone = world.fansOf(me)[77] ?? 0;
    world.unfollow(gone, me);
    const [fan = 0] = world.gainFans(me, 1);
    await pass(2 * hour);
    expect(told(sent)).toEqual([fan]);
    expect(toldLost(sent)).toEqual([gone]);
  });
});

describe('lost fans', () => {
  it('who left before anybody wanted to know are not told of', async () => {
    const { world, look, sent, alerts, pass } = await watched({ fans: 30 });
    world.loseFans(me, 2);
    await look();
    await alerts.settings(chat, me, { lost: true });
    await pass(3 * hour);
    expect(toldLost(sent)).toEqual([]);
    expect(world.requests.count('web-interface/relation')).toBe(0);
    const [gone = 0] = world.loseFans(me, 1);
    await pass(3 * hour);
    expect(toldLost(sent)).toEqual([gone]);
  });

  it('are told of when their account was closed', async () => {
    const { world, sent, alerts, pass } = await watched({ fans: 30 });
    await alerts.settings(chat, me, { lost: true });
    await pass(hour);
    const gone = world.fansOf(me)[9] ?? 0;
    world.closeAccount(gone);
    await pass(3 * hour);
    expect(toldLost(sent)).toEqual([gone]);
  });

  it('are not told of who are still fans when asked about', async () => {
    const { world, sent, alerts, pass } = await watched({ fans: 30 });
    await alerts.settings(chat, me, { lost: true });
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
    await alerts.settings(chat, me, { lost: true });
    await pass(2 * hour);
    const kicked = world.fansOf(me)[9] ?? 0;
    world.unfollow(kicked, me);
    await alerts.markGone(me, [kicked]);
    await pass(3 * hour);
    expect(toldLost(sent)).toEqual([]);
  });

  it('are not looked for beyond the thousand that the site shows', async () => {
    const { world, sent, alerts, look, pages } = await watched({ fans: 1100 });
    await alerts.settings(chat, me, { lost: true });
    await look();
    world.loseFans(me, 5);
    await look();
    expect(pages()).toBe(2);
    expect(toldLost(sent)).toEqual([]);
  });
});

describe('an answer that says nothing changes nothing', () => {
  it.each<[string, Fault]>([
    ['total without list', { kind: 'listNull' }],
    ['an empty first page beside a total', { kind: 'emptyWithTotal' }],
    ['a page in the wrong order', { kind: 'unsorted' }],
    ['no data', { kind: 'dataNull' }],
    ['half an answer', { kind: 'cut' }],
    ['a server in trouble', { kind: 'http', status: 502 }],
    ['a site in trouble', { kind: 'code', code: -500 }],
    ['a refusal nobody knows', { kind: 'code', code: 4711 }],
    ['nothing but a voucher', { kind: 'voucher' }],
    ['a failed risk check', { kind: 'code', code: -352 }],
    ['a blocked address', { kind: 'http412' }],
    ['a connection that breaks', { kind: 'lost' }],
  ])('%s', async (_, fault) => {
    const { world, records, look, looks, sent, pass } = await watched({ fans: 60 });
    const [fan = 0] = world.gainFans(me, 1);
    const before = await records.get(String(me));
    world.faults.set('relation/followers', fault);
    await look();
    expect(looks.at(-1)?.kind).not.toBe('good');
    const { known, total, newest } = (await records.get(String(me))) ?? {};
    expect({ known, total, newest }).toEqual({
      known: before?.known,
      total: before?.total,
      newest: before?.newest,
    });
    expect(told(sent)).toEqual([]);
    world.faults.clear();
    await pass(2 * hour);
    expect(told(sent)).toEqual([fan]);
  });

  it('no answer at all', async () => {
    const { world, look, sent } = await watched({ fans: 60, timeout: 40 });
    const [fan = 0] = world.gainFans(me, 1);
    world.faults.set('relation/followers', { kind: 'hang' }, { times: 3 });
    expect(await look()).toEqual({ kind: 'failed', why: 'unreachable' });
    await look();
    expect(told(sent)).toEqual([fan]);
  });

  it('a page that is missing in the middle of a burst', async () => {
    const { world, look, sent } = await watched({ fans: 60 });
    const fans = world.gainFans(me, 130);
    world.faults.set('relation/followers', { kind: 'emptyWithTotal' }, { skip: 1, times: 1 });
    expect(await look()).toEqual({ kind: 'failed', why: 'noInformation' });
    expect(sent).toEqual([]);
    await look();
    expect(told(sent)).toEqual(fans);
  });
});

it('rows that repeat across pages while fans arrive are told of once', async () => {
  const { world, look, sent } = await watched({ fans: 60 });
  const fans = world.gainFans(me, 130);
  const during: number[] = [];
  const end = world.on('request', ({ path, query }) => {
    if (path.endsWith('relation/followers') && Number(query.pn) > 1) during.push(...world.gainFans(me, 7));
  });
  await look();
  end();
  await look();
  expect(during.length).toBeGreaterThan(0);
  expect(told(sent).toSorted()).toEqual([...fans, ...during].toSorted());
});

describe('logins and risk control', () => {
  it('an expired login is told once, and so is the new one', async () => {
    const { world, login, look, sent, pass, alerts } = await watched({ fans: 5 });
    world.expire(me);
    const [fan = 0] = world.gainFans(me, 1);
    await pass(12 * hour);
    expect(notices(sent)).toEqual(['login']);
    expect(await alerts.view(chat, me)).toMatchObject({ loginLost: expect.any(Number) });
    login();
    alerts.hasten(me);
    await pass(2000);
    expect(notices(sent)).toEqual(['login', 'recovered:login']);
    expect(told(sent)).toEqual([fan]);
    await look();
    expect(sent).toHaveLength(2);
  });

  it('a chat that is logged out is told, while another goes on looking for both', async () => {
    const { watch, logout, world, look, sent } = await watched({ fans: 5 });
    await watch({}, 8);
    sent.length = 0;
    logout(7);
    const [fan = 0] = world.gainFans(me, 1);
    await look();
    expect(told(sent)).toEqual([fan, fan]);
    expect(sent.map((one) => [one.chat, notices([one])])).toEqual([
      [7, ['login']],
      [8, []],
    ]);
    await look();
    expect(sent).toHaveLength(2);
    logout(8);
    await look();
    expect(sent.slice(2).map((one) => [one.chat, notices([one])])).toEqual([[8, ['login']]]);
  });

  it('an expired login is told also when the look through another one then fails', async () => {
    const { watch, login, world, look, sent } = await watched({ fans: 5 });
    world.expire(me);
    login(8);
    await watch({}, 8);
    sent.length = 0;
    world.faults.set('relation/followers', { kind: 'code', code: 4711 }, { skip: 1, times: 1 });
    await look();
    await look();
    await look();
    expect(sent.map((one) => [one.chat, notices([one])])).toEqual([[7, ['login']]]);
  });

  it('risk control is told once, left alone as long as the site wants, and its end is told', async () => {
    const { world, look, sent, pass, pages } = await watched({ fans: 5 });
    world.risk(true);
    const check = await look();
    expect(check).toMatchObject({ kind: 'resting' });
    pages();
    await pass(4 * minute);
    expect(pages()).toBe(0);
    await pass(5 * hour);
    expect(pages()).toBeLessThan(10);
    world.risk(false);
    const [fan = 0] = world.gainFans(me, 1);
    await pass(3 * hour);
    expect(notices(sent)).toEqual(['risk', 'recovered:risk']);
    expect(sent[0]?.notices[0]?.until).toBeGreaterThan(0);
    expect(told(sent)).toEqual([fan]);
  });

  it('notices survive a crash', async () => {
    const site = await startSite({ fans: 5 });
    const first = await site.engine();
    await first.watch();
    site.answer = () => ({ kind: 'later' });
    site.world.expire(me);
    await first.look();
    expect(notices(first.sent)).toEqual(['started']);
    await first.alerts.stop();
    site.answer = () => ({ kind: 'sent' });
    const second = await site.engine();
    await second.pass(2000);
    expect(notices(second.sent)).toEqual(['login']);
  });
});

describe('milestones', () => {
  it('are told once each, whatever the total does around them', async () => {
    const { world, look, sent } = await watched({ fans: 98 });
    world.gainFans(me, 3);
    await look();
    world.loseFans(me, 3);
    await look();
    world.gainFans(me, 3);
    await look();
    expect(sent.flatMap(({ milestones }) => milestones)).toEqual([100]);
  });

  it('are not told where they are not wanted', async () => {
    const { world, look, sent, alerts } = await watched({ fans: 98 });
    await alerts.settings(chat, me, { milestones: false });
    world.gainFans(me, 3);
    await look();
    expect(sent).toMatchObject([{ milestones: [] }]);
  });
});

describe('asking for a look', () => {
  it('is answered once in half a minute', async () => {
    const { alerts, pass, settled } = await watched({ fans: 5 });
    await pass(minute);
    expect(await alerts.checkNow(me)).toMatchObject({ kind: 'good' });
    expect(await alerts.checkNow(me)).toMatchObject({ kind: 'tooSoon' });
    await settled();
    await pass(30_000);
    expect(await alerts.checkNow(me)).toMatchObject({ kind: 'good' });
    expect(await alerts.checkNow(12345)).toEqual({ kind: 'off' });
  });
});

describe('watching no more', () => {
  it('forgets the account with the last chat, and begins anew', async () => {
    const { alerts, watch, world, look, sent, records, pages, pass } = await watched({ fans: 5 });
    expect(await alerts.unwatch(chat, me)).toBe(true);
    expect(await alerts.unwatch(chat, me)).toBe(false);
    expect(await records.get(String(me))).toBeUndefined();
    world.gainFans(me, 3);
    await pass(hour);
    expect(pages()).toBe(0);
    await watch();
    const [fan = 0] = world.gainFans(me, 1);
    await look();
    expect(notices(sent)).toEqual(['started']);
    expect(told(sent)).toEqual([fan]);
  });
});
