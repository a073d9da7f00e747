import { describe, expect, it, onTestFinished } from 'vitest';
import { startBilibili } from '../../playground/bilibili/index.ts';
import { createBilibili } from '../../src/api/index.ts';
import { changeRelation } from '../../src/people/change-relation.ts';
import { InDoubt } from '../../src/people/lost-answer.ts';
import type { OfferedAction } from '../../src/people/relation-action-kinds.ts';
import { undoChange } from '../../src/people/undo-change.ts';

const me = 100001;
const them = 100002;

async function setUp() {
  const site = await startBilibili({ people: 1 });
  onTestFinished(() => site.close());
  const bilibili = createBilibili({ root: site.root, readSpacing: 0, writeSpacing: 0, random: () => 0 });
  const { cookies } = site.world.login(me);
  const credential = { kind: 'cookie' as const, cookies, madeAt: Date.now() };
  return {
    world: site.world,
    session: bilibili.session({ mid: me, credential }),
  };
}

type World = Awaited<ReturnType<typeof setUp>>['world'];

describe('an action whose answer was lost', () => {
  const before: Record<string, (world: World) => void> = {
    none: () => undefined,
    following: (world) => world.follow(me, them),
    fan: (world) => world.follow(them, me),
    blocked: (world) => world.block(me, them),
    special: (world) => {
      world.follow(me, them);
      world.setGroups(me, them, [-10]);
    },
  };

  it.each<[OfferedAction, keyof typeof before, string]>([
    ['follow', 'none', 'relation/modify'],
    ['unfollow', 'following', 'relation/modify'],
    ['block', 'none', 'relation/modify'],
    ['unblock', 'blocked', 'relation/modify'],
    ['kick', 'fan', 'relation/modify'],
    ['special', 'following', 'special/add'],
    ['unspecial', 'special', 'special/del'],
  ])('%s counts as done when the site shows it, and is not sent twice', async (action, state, path) => {
    const { world, session } = await setUp();
    before[state]?.(world);
    world.faults.set(path, { kind: 'lost' });
    expect(await changeRelation(session, action, them)).toMatchObject({ already: false });
    expect(world.requests.count(path)).toBe(1);
  });

  it.each<[OfferedAction, keyof typeof before]>([
    ['follow', 'none'],
    ['unfollow', 'following'],
    ['kick', 'fan'],
  ])('%s counts as not done when the site does not show it', async (action, state) => {
    const { world, session } = await setUp();
    before[state]?.(world);
    world.faults.set('relation/modify', { kind: 'http', status: 502 });
    await expect(changeRelation(session, action, them)).rejects.toMatchObject({
      name: 'BilibiliUnreachable',
      why: 'server',
    });
    expect(world.requests.count('relation/modify')).toBe(1);
  });

  it('is in doubt when nothing can be read either', async () => {
    const { world, session } = await setUp();
    world.faults.set('relation/modify', { kind: 'lost' });
    world.faults.set('x/relation', { kind: 'code', code: -403 });
    await expect(changeRelation(session, 'follow', them)).rejects.toBeInstanceOf(InDoubt);
  });
});

describe('special', () => {
  it('of someone who is not followed is refused as such', async () => {
    const { session } = await setUp();
    await expect(changeRelation(session, 'special', them)).rejects.toMatchObject({ reason: 'notFollowed' });
  });

  it('that is so already costs no write', async () => {
    const { world, session } = await setUp();
    world.follow(me, them);
    world.setGroups(me, them, [-10]);
    expect(await changeRelation(session, 'special', them)).toEqual({ already: true, tags: [] });
    expect(world.requests.count('tags/addUsers')).toBe(0);
  });
});

describe('where the site no longer knows how to make a star', () => {
  it.each([
    ['a page', { kind: 'http', status: 404 }],
    ['-404', { kind: 'code', code: -404 }],
    ['-400', { kind: 'code', code: -400 }],
  ] as const)('(%s) the groups are written anew, the others kept', async (_, fault) => {
    const { world, session } = await setUp();
    world.follow(me, them);
    const group = world.createGroup(me, '同学');
    world.setGroups(me, them, [group]);
    for (const path of ['special/add', 'special/del']) world.faults.set(path, fault);
    await changeRelation(session, 'special', them);
    expect(new Set(world.relationOf(me, them).tag)).toEqual(new Set([-10, group]));
    await changeRelation(session, 'unspecial', them);
    expect(world.relationOf(me, them).tag).toEqual([group]);
  });

  it('another refusal is told as what it is', async () => {
    const { world, session } = await setUp();
    world.follow(me, them);
    world.faults.set('special/add', { kind: 'code', code: -509 });
    await expect(changeRelation(session, 'special', them)).rejects.toMatchObject({ reason: 'risk' });
    expect(world.requests.count('tags/addUsers')).toBe(0);
  });
});

describe('taking back', () => {
  it('an unfollow leaves out groups that are gone meanwhile', async () => {
    const { world, session } = await setUp();
    world.follow(me, them);
    const [gone, kept] = [world.createGroup(me, '要删的'), world.createGroup(me, '留着的')];
    world.setGroups(me, them, [gone, kept]);
    const { tags } = await changeRelation(session, 'unfollow', them);
    expect(new Set(tags)).toEqual(new Set([gone, kept]));
    world.deleteGroup(me, gone);
    expect(await undoChange(session, { deed: 'unfollow', mid: them, groups: tags })).toEqual({
      did: 'follow',
      already: false,
      groupsLost: false,
    });
    expect(world.relationOf(me, them)).toMatchObject({ attribute: 2, tag: [kept] });
  });

  it('an unfollow stands when the groups cannot be given back, and says so', async () => {
    const { world, session } = await setUp();
    world.follow(me, them);
    world.setGroups(me, them, [world.createGroup(me, '同学')]);
    const { tags } = await changeRelation(session, 'unfollow', them);
    world.faults.set('tags/addUsers', { kind: 'code', code: 22104 });
    expect(await undoChange(session, { deed: 'unfollow', mid: them, groups: tags })).toEqual({
      did: 'follow',
      already: false,
      groupsLost: true,
    });
    expect(world.relationOf(me, them).attribute).toBe(2);
  });

  it('an unfollow tries the groups alone when they could not be given back before', async () => {
    const { world, session } = await setUp();
    world.follow(me, them);
    const group = world.createGroup(me, '同学');
    const undone = { deed: 'unfollow' as const, mid: them, groups: [group], groupsLost: true };
    expect(await undoChange(session, undone)).toMatchObject({ already: true, groupsLost: false });
    expect(world.relationOf(me, them).tag).toEqual([group]);
  });

  it.each([
    ['in a group', (world: World) => [world.createGroup(me, '新的')]],
    ['in none', () => []],
  ])('an unfollow leaves somebody alone who was followed again elsewhere, %s', async (_, groupsIn) => {
    const { world, session } = await setUp();
    world.follow(me, them);
    world.setGroups(me, them, [world.createGroup(me, '旧的')]);
    const { tags } = await changeRelation(session, 'unfollow', them);
    world.follow(me, them);
    const now = groupsIn(world);
    if (now.length > 0) world.setGroups(me, them, now);
    const undone = { deed: 'unfollow' as const, mid: them, groups: tags };
    expect(await undoChange(session, undone)).toMatchObject({ already: true, groupsLost: false });
    expect(world.relationOf(me, them).tag ?? []).toEqual(now);
    expect(world.requests.count('tags/addUsers')).toBe(0);
  });

  it('a removed fan is not possible', async () => {
    const { session } = await setUp();
    await expect(undoChange(session, { deed: 'kick', mid: them, groups: [] })).rejects.toBeInstanceOf(
      RangeError,
    );
  });
});
