import { describe, expect, it, onTestFinished } from 'vitest';
import { startBilibili } from '../../playground/bilibili/index.ts';
import { BilibiliUnreachable, createBilibili } from '../../src/api/index.ts';
import {
  addToGroup,
  changeGroupMembership,
  groupsAfter,
  isShifted,
  type Shift,
  saveGroups,
} from '../../src/people/change-group-membership.ts';
import { InDoubt } from '../../src/people/lost-answer.ts';
import {
  createGroup,
  deleteGroup,
  isGroupNameAllowed,
  readGroups,
  renameGroup,
} from '../../src/people/manage-groups.ts';
import fc from '../support/fast-check.ts';

const me = 100001;
const special = -10;

async function setUp(people = 0) {
  const site = await startBilibili({ people: 0 });
  onTestFinished(() => site.close());
  const { world } = site;
  const bilibili = createBilibili({ root: site.root, readSpacing: 0, writeSpacing: 0, random: () => 0 });
  const credential = { kind: 'cookie' as const, cookies: world.login(me).cookies, madeAt: 0 };
  const mids = Array.from({ length: people }, (_, at) => world.addPerson({ mid: 5001 + at }).mid);
  for (const mid of mids) world.follow(me, mid);
  const session = bilibili.session({ mid: me, credential });
  const setOf = (mid: number) => new Set(world.relationOf(me, mid).tag ?? []);
  return { world, session, mids, setOf };
}

describe('any sequence of save, move, copy, remove and delete', () => {
  /** People by place, groups by place: 0 is special, the others are made in order. */
  type Step =
    | { does: 'save'; who: number; groups: number[] }
    | { does: 'shift'; who: number[]; from: number | 'all' | undefined; to: number | undefined }
    | { does: 'delete'; group: number }
    | { does: 'create' };
  const who = fc.nat({ max: 4 });
  const group = fc.nat({ max: 3 });
  const someone = fc.uniqueArray(who, { minLength: 1, maxLength: 5 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ does: fc.constant('save' as const), who, groups: fc.array(group) }) },
    {
      weight: 8,
      arbitrary: fc
        .record({
          does: fc.constant('shift' as const),
          who: someone,
          from: fc.option(fc.oneof(group, fc.constant('all' as const)), { nil: undefined }),
          to: fc.option(group, { nil: undefined }),
        })
        .filter(({ from, to }) => (from ?? to) !== undefined && from !== to),
    },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('delete' as const), group }) },
    { weight: 1, arbitrary: fc.constant({ does: 'create' as const }) },
  );

  it('leaves the site with exactly the sets a plain model predicts', async () => {
    const { world, session, mids, setOf } = await setUp(5);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        for (const { tagid } of world.groups(me)) if (tagid > 0) world.deleteGroup(me, tagid);
        world.setGroups(me, mids, []);
        const tagids = [special];
        for (const name of ['一', '二', '三']) tagids.push(await createGroup(session, name));
        const model = new Map(mids.map((mid) => [mid, new Set<number>()]));
        const modelOf = (at: number) => model.get(mids[at] ?? 0) ?? new Set<number>();

        for (const one of steps) {
          const alive = (at: number) => tagids[at];
          switch (one.does) {
            case 'create':
              if (tagids.includes(0))
                tagids[tagids.indexOf(0)] = await createGroup(session, `又${tagids.indexOf(0)}`);
              break;
            case 'delete': {
              const tagid = alive(one.group) ?? 0;
              if (tagid <= 0) break;
              await deleteGroup(session, tagid);
              tagids[one.group] = 0;
              for (const set of model.values()) set.delete(tagid);
              break;
            }
            case 'save': {
              const set = one.groups.map((at) => alive(at) ?? 0).filter((tagid) => tagid !== 0);
              await saveGroups(session, mids[one.who] ?? 0, set);
              model.set(mids[one.who] ?? 0, new Set(set));
              break;
            }
            case 'shift': {
              const from = typeof one.from === 'number' ? alive(one.from) : one.from;
              const to = one.to === undefined ? undefined : alive(one.to);
              if (from === 0 || to === 0) break;
              const shift: Shift = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
              await changeGroupMembership(
                session,
                shift,
                one.who.map((at) => mids[at] ?? 0),
              );
              for (const at of one.who) {
                const set = modelOf(at);
                if (from === 'all') for (const tagid of [...set]) if (tagid !== special) set.delete(tagid);
                if (typeof from === 'number') set.delete(from);
                if (to !== undefined) set.add(to);
              }
            }
          }
          for (const mid of mids) expect(setOf(mid)).toEqual(model.get(mid));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a shift', () => {
  it('is one write for a move and a copy of fifty, who are read forty at a time', async () => {
    const { world, session, mids } = await setUp(50);
    const [one, two] = [world.createGroup(me, '一'), world.createGroup(me, '二')];
    for (const shift of [{ to: one }, { from: one, to: two }]) {
      world.requests.clear();
      expect((await changeGroupMembership(session, shift, mids)).changed).toHaveLength(50);
      expect(world.requests.all().map(({ path }) => path)).toEqual([
        '/x/relation/relations',
        '/x/relation/relations',
        shift.from === undefined ? '/x/relation/tags/copyUsers' : '/x/relation/tags/moveUsers',
      ]);
    }
    expect(world.groupMembers(me, two)).toHaveLength(50);
  });

  it('out of a group keeps the others of each, special too, and writes once for those with the same rest', async () => {
    const { world, session, mids, setOf } = await setUp(6);
    const [one, two] = [world.createGroup(me, '一'), world.createGroup(me, '二')];
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = mids;
    world.setGroups(me, [a, b], [one]);
    world.setGroups(me, [c, d], [special, one]);
    world.setGroups(me, e, [one, two]);
    world.setGroups(me, f, [two]);
    const { changed, already } = await changeGroupMembership(session, { from: one }, mids);
    expect({ changed, already }).toEqual({ changed: [a, b, c, d, e], already: [f] });
    expect(mids.map((mid) => [...setOf(mid)])).toEqual([[], [], [special], [special], [two], [two]]);
    expect(world.requests.to('tags/addUsers').map(({ form }) => [form.fids, form.tagids])).toEqual([
      [`${a},${b}`, '0'],
      [`${c},${d}`, '-10'],
      [`${e}`, `${two}`],
    ]);
  });

  it('leaves out who is not followed, and the account itself', async () => {
    const { world, session, mids } = await setUp(2);
    const [a = 0, b = 0] = mids;
    world.unfollow(me, b);
    const one = world.createGroup(me, '一');
    expect(await changeGroupMembership(session, { to: one }, [a, b, me])).toEqual({
      changed: [a],
      already: [],
      notFollowed: [b, me],
    });
  });

  it('that brings people where they are is no write', async () => {
    const { world, session, mids } = await setUp(3);
    const one = world.createGroup(me, '一');
    world.setGroups(me, mids, [one]);
    expect((await changeGroupMembership(session, { from: 'all', to: one }, mids)).already).toEqual(mids);
    expect(world.requests.count('tags/copyUsers') + world.requests.count('tags/addUsers')).toBe(0);
  });

  it('is where it leaves people, whatever it is', () => {
    const tag = fc.uniqueArray(fc.constantFrom(-10, 1, 2, 3));
    const shift = fc.record(
      { from: fc.constantFrom<number | 'all'>('all', 0, -10, 1, 2), to: fc.constantFrom(-10, 1, 2) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(tag, shift, (tags, one) => {
        const after = groupsAfter(one, tags);
        if (one.from === one.to || (one.from === 'all' && one.to !== undefined)) {
          expect(one.to === undefined || after.includes(one.to)).toBe(true);
        }
        expect(isShifted(one, after)).toBe(true);
      }),
    );
  });
});

describe('a write whose answer is lost', () => {
  type World = Awaited<ReturnType<typeof setUp>>['world'];
  type Session = Awaited<ReturnType<typeof setUp>>['session'];
  const writes: Record<
    string,
    {
      path: string;
      write: (session: Session, mid: number, one: number) => Promise<unknown>;
      done: (world: World, mid: number, one: number) => boolean;
    }
  > = {
    save: {
      path: 'tags/addUsers',
      write: (session, mid, one) => saveGroups(session, mid, [one, special]),
      done: (world, mid) => world.relationOf(me, mid).tag?.length === 2,
    },
    copy: {
      path: 'tags/copyUsers',
      write: (session, mid, one) => changeGroupMembership(session, { to: one }, [mid]),
      done: (world, mid) => world.relationOf(me, mid).tag !== null,
    },
    add: {
      path: 'tags/copyUsers',
      write: (session, mid, one) => addToGroup(session, mid, one),
      done: (world, mid) => world.relationOf(me, mid).tag !== null,
    },
    create: {
      path: 'tag/create',
      write: async (session) => expect(await createGroup(session, ' 新 ')).toBeGreaterThan(0),
      done: (world) => world.groups(me).some(({ name }) => name === '新'),
    },
    rename: {
      path: 'tag/update',
      write: (session, _, one) => renameGroup(session, one, '新'),
      done: (world) => world.groups(me).some(({ name }) => name === '新'),
    },
    delete: {
      path: 'tag/del',
      write: (session, _, one) => deleteGroup(session, one),
      done: (world) => world.groups(me).length === 2,
    },
  };

  it.each(Object.keys(writes))('%s is not sent again, and what the site has decides', async (name) => {
    const { path, write, done } = writes[name] ?? {
      path: '',
      write: () => Promise.reject(),
      done: () => false,
    };
    for (const kind of ['lost', 'cut'] as const) {
      const { world, session, mids } = await setUp(1);
      const [mid = 0] = mids;
      const one = world.createGroup(me, '一');
      world.faults.set(path, { kind });
      if (kind === 'lost') await write(session, mid, one);
      else await expect(write(session, mid, one)).rejects.toThrow(BilibiliUnreachable);
      expect(done(world, mid, one)).toBe(kind === 'lost');
      expect(world.requests.count(path)).toBe(1);
    }
  });

  it('is in doubt when that cannot be read', async () => {
    const { world, session, mids } = await setUp(1);
    world.faults.set('tags/addUsers', { kind: 'lost' });
    world.faults.set('x/relation', { kind: 'cut' });
    await expect(saveGroups(session, mids[0] ?? 0, [special])).rejects.toThrow(InDoubt);
  });
});

it('special and default come first, the others as the site has them', async () => {
  const { world, session } = await setUp();
  const made = ['乙', '甲'].map((name) => world.createGroup(me, name));
  expect((await readGroups(session)).map(({ tagid }) => tagid)).toEqual([special, 0, ...made]);
});

it.each([
  ['', false],
  ['  ', false],
  ['一', true],
  [' 同学 ', true],
  ['😀'.repeat(16), true],
  ['长'.repeat(17), false],
])('%j as a name fits: %s', (name, fits) => {
  expect(isGroupNameAllowed(name)).toBe(fits);
});
