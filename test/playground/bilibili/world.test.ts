import { describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../playground/bilibili/index.ts';
import fc from '../../support/fast-check.ts';
import { START } from './site-client.ts';

const seconds = START / 1000;
const make = (options = {}) => createWorld({ people: 0, now: () => START, ...options });

describe('a populated world', () => {
  it('has an owner with fans, followings, groups, and a bit of everything', () => {
    const world = createWorld({ now: () => START });
    const me = world.owner;
    expect(me).toBe(100001);
    expect(world.fansOf(me)).toHaveLength(400);
    expect(world.followingsOf(me).length).toBeGreaterThan(50);
    expect(
      world.followingsOf(me).filter((mid) => world.relationOf(me, mid).attribute === 6).length,
    ).toBeGreaterThan(10);
    expect(world.groups(me).map(({ count }) => count > 0)).toEqual([true, true, true, true, true]);
    expect(world.groupMembers(me, -10)).toHaveLength(1);
    expect([world.whispersOf(me).length, world.blacksOf(me).length]).toEqual([1, 2]);
    expect(world.people().some(({ mid }) => mid > 1e15)).toBe(true);
    expect(world.people().some(({ hidesFollowings }) => hidesFollowings)).toBe(true);
    const times = world.fansOf(me).map((fan) => world.relationOf(fan, me).mtime);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(times[0]).toBeLessThanOrEqual(seconds);
  });

  it('has neighbours whom the owner has nothing to do with', () => {
    const world = createWorld({ now: () => START });
    for (const mid of [100002, 100003, 100004]) {
      expect(world.person(mid)).toBeDefined();
      expect([
        world.relationOf(world.owner, mid).attribute,
        world.relationOf(mid, world.owner).attribute,
      ]).toEqual([0, 0]);
    }
  });

  it('is the same for the same seed, and another for another', () => {
    const names = (seed: number) =>
      createWorld({ seed, people: 30, now: () => START })
        .people()
        .map(({ name }) => name);
    expect(names(7)).toEqual(names(7));
    expect(names(8)).not.toEqual(names(7));
  });

  it('has no two people of one name', () => {
    const names = createWorld({ people: 3000 })
      .people()
      .map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('edits', () => {
  it('refuse people who do not exist, names that are taken, and groups for strangers', () => {
    const world = make();
    const me = world.owner;
    const { mid } = world.addPerson({ name: '甲' });
    expect(() => world.follow(me, 5)).toThrow('nobody has the mid 5');
    expect(() => world.follow(me, me)).toThrow('oneself');
    expect(() => world.addPerson({ name: '甲' })).toThrow('taken');
    expect(() => world.addPerson({ mid })).toThrow('taken');
    expect(() => world.change(me, { name: '甲' })).toThrow('taken');
    expect(() => world.setGroups(me, mid, [-10])).toThrow('does not follow');
    expect(() => world.setGroups(me, mid, [77])).toThrow('no group');
    expect(() => world.login(5)).toThrow('nobody');
    expect(() => world.accessKey(5)).toThrow('nobody');
    expect(() => world.addVideo({ owner: 5 })).toThrow('nobody');
  });

  it('tell of each change', () => {
    const world = make();
    let changes = 0;
    const off = world.on('change', () => {
      changes += 1;
    });
    const [fan = 0] = world.gainFans(world.owner, 3);
    world.followBack(world.owner, fan);
    world.loseFans(world.owner, 1);
    off();
    world.gainFans(world.owner, 1);
    expect(changes).toBe(3);
  });

  it('take a closed account out of every list, with its logins', () => {
    const world = make();
    const me = world.owner;
    const [a = 0, b = 0, c = 0] = world.gainFans(me, 3);
    world.followBack(me, a);
    world.setGroups(me, a, [-10]);
    world.whisper(me, b);
    world.block(me, c);
    world.login(a);
    for (const mid of [a, b, c]) world.closeAccount(mid);
    expect([world.fansOf(me), world.followingsOf(me), world.whispersOf(me), world.blacksOf(me)]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect([world.groups(me)[0]?.count, world.sessionsOf(a), world.person(a)?.closed]).toEqual([0, 0, true]);
  });

  it('keep both sides of every relation in step, whatever is done', () => {
    const step = fc.record({
      deed: fc.constantFrom(
        'follow',
        'follow',
        'unfollow',
        'whisper',
        'block',
        'unblock',
        'special',
        'close',
      ),
      from: fc.nat({ max: 4 }),
      to: fc.nat({ max: 4 }),
      at: fc.nat({ max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const world = make();
        const mids = Array.from({ length: 5 }, () => world.addPerson({}).mid);
        for (const { deed, from, to, at } of steps) {
          const [a = 0, b = 0] = [mids[from], mids[to]];
          if (a !== b) perform(world, deed, { a, b, at: seconds + at });
        }
        for (const a of mids) for (const b of mids) if (a !== b) checkPair(world, a, b);
      }),
    );
  });
});

function perform(world: World, deed: string, { a, b, at }: { a: number; b: number; at: number }): void {
  if (world.person(a)?.closed || world.person(b)?.closed) return;
  if (deed === 'follow') world.follow(a, b, { at });
  if (deed === 'unfollow') world.unfollow(a, b);
  if (deed === 'whisper') world.whisper(a, b, { at });
  if (deed === 'block') world.block(a, b, { at });
  if (deed === 'unblock') world.unblock(a, b);
  if (deed === 'special' && world.followingsOf(a).includes(b)) world.setGroups(a, b, [-10]);
  if (deed === 'close') world.closeAccount(a);
}

function checkPair(world: World, a: number, b: number): void {
  const mine = world.relationOf(a, b);
  const theirs = world.relationOf(b, a);
  const follows = world.followingsOf(a).includes(b);
  expect(follows).toBe(world.fansOf(b).includes(a));
  expect(mine.attribute === 2 || mine.attribute === 6).toBe(follows);
  expect(mine.attribute === 6).toBe(theirs.attribute === 6);
  if (mine.attribute === 6) expect(mine.mtime).toBe(theirs.mtime);
  if (mine.attribute === 128) expect([0, 128]).toContain(theirs.attribute);
  if (!follows) expect(mine.tag).toBeNull();
  expect(mine.attribute === 0).toBe(mine.mtime === 0);
  if (world.person(a)?.closed) expect([mine.attribute, theirs.attribute]).toEqual([0, 0]);
}
