import { describe, expect, it } from 'vitest';
import type { ListRequest } from '../../src/people/list-request.ts';
import { blockSize, countList, readBlock } from '../../src/people/read-block-of-rows.ts';
import { startSession } from '../support/one-session.ts';

const me = 100003;
const them = 100004;
const nobody = { refused: [] };

async function start() {
  const { world, session } = await startSession(me);
  world.requests.clear();
  return { world, session };
}

/** Makes so many people whom `mid` follows, and returns them as the site lists them. */
function followMany(world: Awaited<ReturnType<typeof start>>['world'], mid: number, count: number): number[] {
  for (let at = 1; at <= count; at += 1) world.follow(mid, world.addPerson({}).mid, { at });
  return world.followingsOf(mid);
}

const mids = (rows: readonly { mid: number }[]) => rows.map(({ mid }) => mid);

it('a block is read with one request of 48 rows, wherever it lies', async () => {
  const { world, session } = await start();
  const all = followMany(world, me, 200);
  const { block, total } = await readBlock(session, { list: 'following', of: me }, 144, nobody);
  expect(mids(block.rows)).toEqual(all.slice(144, 192));
  expect(total).toBe(200);
  expect(world.requests.all().map(({ path, query }) => [path, query.pn, query.ps])).toEqual([
    ['/x/relation/followings', '4', '48'],
  ]);
});

it('mutual follows come whole, with their number', async () => {
  const { world, session } = await start();
  for (const mid of followMany(world, me, 70)) world.follow(mid, me);
  const { block, total } = await readBlock(session, { list: 'friends', of: me }, 0, nobody);
  expect(block.rows).toHaveLength(70);
  expect(block.rows.every(({ marks }) => marks.includes('mutual'))).toBe(true);
  expect(total).toBe(70);
});

it('special follows know their number when they end with the page, else it is asked for', async () => {
  const { world, session } = await start();
  const all = followMany(world, me, 60);
  const wanted: ListRequest = { list: 'special', of: me };
  world.setGroups(me, all.slice(0, 5), [-10]);
  expect((await readBlock(session, wanted, 0, nobody)).total).toBe(5);
  world.setGroups(me, all, [-10]);
  const { block, total } = await readBlock(session, wanted, 0, nobody);
  expect(total).toBeUndefined();
  expect(block.rows[0]?.marks).toContain('special');
  expect(await countList(session, wanted)).toBe(60);
});

describe('marks stand for what the answer says of the reader', () => {
  it('of fans, followed ones are mutual, and they come with the time', async () => {
    const { world, session } = await start();
    world.follow(them, me, { at: 1_700_000_000 });
    world.follow(me, them, { at: 1_700_000_100 });
    world.change(them, { official: { type: 0, desc: 'x' } });
    const { block } = await readBlock(session, { list: 'fans', of: me }, 0, nobody);
    expect(block.rows[0]).toMatchObject({ mid: them, marks: ['mutual', 'verified'], at: 1_700_000_100 });
  });

  it('from the app, only who is verified or streaming: the rest is how another stands to them', async () => {
    const { world, session } = await start();
    world.follow(them, 100005);
    world.follow(100005, them);
    world.change(100005, { live: true, official: { type: -1, desc: '' } });
    world.faults.set('x/relation/followings', { kind: 'code', code: 22115 });
    const { block } = await readBlock(session, { list: 'following', of: them }, 0, nobody);
    expect(block).toMatchObject({ source: 'app', rows: [{ mid: 100005, marks: ['live'] }] });
  });
});

describe("another's following", () => {
  const wanted: ListRequest = { list: 'following', of: them };
  const web = 'x/relation/followings';
  const app = 'x/v2/relation/followings';
  const game = 'following_list';

  it('comes from the web site, with one request', async () => {
    const { world, session } = await start();
    followMany(world, them, 60);
    expect((await readBlock(session, wanted, 0, nobody)).block.source).toBe('web');
    expect(world.requests.all()).toHaveLength(1);
  });

  it.each([
    ['privacy', { kind: 'code' as const, code: 22115 }],
    ['the page', { kind: 'code' as const, code: 22007 }],
    ['permission', { kind: 'code' as const, code: -403 }],
    ['a list', { kind: 'listNull' as const }],
    ['the people it counts', { kind: 'emptyWithTotal' as const }],
  ])('comes from the app when the web site refuses %s, then from the game centre', async (_, fault) => {
    const { world, session } = await start();
    followMany(world, them, 60);
    world.faults.set(`bilibili.com/${web}`, fault);
    const first = await readBlock(session, wanted, 0, nobody);
    expect(first).toMatchObject({ block: { source: 'app' }, total: 60, refused: ['web'] });
    world.faults.set(app, fault);
    const second = await readBlock(session, wanted, 0, nobody);
    expect(second).toMatchObject({ block: { source: 'game' }, refused: ['web', 'app'] });
    expect(second.block.rows).toHaveLength(48);
  });

  it('is not asked again of a source that refused', async () => {
    const { world, session } = await start();
    followMany(world, them, 60);
    await readBlock(session, wanted, 0, { refused: ['web'] });
    expect(world.requests.all().map(({ host }) => host)).toEqual(['app.biliapi.net']);
  });

  it('is asked of the app by fifty, whatever the size of a block', async () => {
    const { world, session } = await start();
    const all = followMany(world, them, 300);
    for (const start of [0, 48, 192, 240]) {
      const { block } = await readBlock(session, wanted, start, { total: 300, refused: ['web'] });
      expect(mids(block.rows)).toEqual(all.slice(start, Math.min(start + 48, 250)));
    }
    const asked = world.requests.all().map(({ query }) => `${query.pn} by ${query.ps}`);
    expect(asked).toEqual(['1 by 50', '1 by 50', '2 by 50', '4 by 50', '5 by 50', '5 by 50']);
  });

  it('comes from the app beyond the hundred that the web site shows', async () => {
    const { world, session } = await start();
    const all = followMany(world, them, 300);
    const { block } = await readBlock(session, wanted, 96, { total: 300, refused: [] });
    expect(block.source).toBe('app');
    expect(mids(block.rows)).toEqual(all.slice(96, 144));
    const short = await readBlock(session, wanted, 96, { total: 300, refused: ['app'] });
    expect(short.block.source).toBe('web');
    expect(mids(short.block.rows)).toEqual(all.slice(96, 100));
  });

  it.each([
    ['risk control', -352, 'risk'],
    ['an expired login', -101, 'login'],
  ])('ends with %s: nobody else is asked', async (_, code, reason) => {
    const { world, session } = await start();
    world.faults.set(`bilibili.com/${web}`, { kind: 'code', code });
    await expect(readBlock(session, wanted, 0, nobody)).rejects.toMatchObject({ reason });
    expect(world.requests.count(`biliapi.net/${app}`) + world.requests.count(game)).toBe(0);
  });

  it('is private when all three say so in their ways', async () => {
    const { world, session } = await start();
    followMany(world, them, 3);
    world.change(them, { hidesFollowings: true });
    await expect(readBlock(session, wanted, 0, nobody)).rejects.toMatchObject({
      reason: 'privacy',
      code: 22115,
    });
    expect(world.requests.all()).toHaveLength(3);
  });

  it('is empty when the web site counts nobody', async () => {
    const { session } = await start();
    expect(await readBlock(session, wanted, 0, nobody)).toMatchObject({ block: { rows: [] }, total: 0 });
  });
});

describe('no information is never an empty list', () => {
  it.each([
    ['fans', 'followers'],
    ['following', 'relation/followings'],
    ['blacks', 'blacks'],
    ['friends', 'friends'],
    ['whispers', 'whispers'],
    ['common', 'same/followings'],
    ['search', 'followings/search'],
  ] as const)('%s: null', async (list, path) => {
    const { world, session } = await start();
    world.faults.set(path, { kind: 'listNull' });
    const of = list === 'common' ? them : me;
    await expect(readBlock(session, { list, of, text: 'x' }, 0, nobody)).rejects.toMatchObject({
      name: 'UnusableList',
      missing: 'list',
    });
  });

  it('an empty first page beside a total', async () => {
    const { world, session } = await start();
    world.follow(them, me);
    world.faults.set('followers', { kind: 'emptyWithTotal' });
    await expect(readBlock(session, { list: 'fans', of: me }, 0, nobody)).rejects.toMatchObject({
      missing: 'rows',
    });
  });
});

it('blocks are whole numbers of pages', () => {
  for (const list of ['fans', 'friends'] as const) expect(blockSize({ list, of: me }) % 8).toBe(0);
});
