import { describe, expect, it } from 'vitest';
import type { Relation, RelationSide } from '../../src/api/index.ts';
import { type JobAction, needsTypedCount } from '../../src/jobs/index.ts';
import { type Knowledge, makePlan, plannedPeople, TooManyPeople } from '../../src/jobs/plan.ts';
import fc from '../support/fast-check.ts';

const self = 1;
const actions: readonly JobAction[] = ['follow', 'unfollow', 'block', 'unblock', 'kick', 'unwhisper'];

function side(mid: number, relation: Relation): RelationSide {
  return { mid, relation, mtime: 0, tag: [], special: false };
}

function knowledge(relationOf: Record<number, Relation> = {}, changes: Partial<Knowledge> = {}): Knowledge {
  const relations = new Map(
    Object.entries(relationOf).map(([mid, relation]) => [Number(mid), side(Number(mid), relation)]),
  );
  return { self, relations, special: new Set(), ...changes };
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
const people = (mids: readonly number[]) => mids.map((mid) => ({ mid }));

describe('for every wish and every state of the site', () => {
  const mid = fc.integer({ min: 1, max: 200 });
  const wishes = fc.record({
    action: fc.constantFrom(...actions),
    mids: fc.array(mid, { maxLength: 300 }),
    withSpecial: fc.boolean(),
  });
  const sites = fc.record({
    relations: fc.dictionary(
      mid.map(String),
      fc.constantFrom<Relation[]>('none', 'quiet', 'following', 'mutual', 'blocked'),
      { maxKeys: 200 },
    ),
    special: fc.array(mid, { maxLength: 30 }),
  });
  const planned = (
    { action, mids, withSpecial }: { action: JobAction; mids: number[]; withSpecial: boolean },
    { relations, special }: { relations: Record<string, Relation>; special: number[] },
  ) =>
    makePlan(
      { action, people: people(mids), withSpecial },
      knowledge(relations, { special: new Set(special) }),
    );

  it('each person is in exactly one step or left out once', () => {
    fc.assert(
      fc.property(wishes, sites, (wish, site) => {
        const plan = planned(wish, site);
        const everybody = [...plan.steps.flat(), ...Object.values(plan.skipped).flat()];
        expect(everybody.toSorted((a, b) => a - b)).toEqual([...new Set(wish.mids)].sort((a, b) => a - b));
        expect(plannedPeople(plan)).toEqual(plan.steps.flat());
      }),
    );
  });

  it('the order is the one written, and no step is empty or above 50', () => {
    fc.assert(
      fc.property(wishes, sites, (wish, site) => {
        const { steps, action } = planned(wish, site);
        const places = steps.flat().map((mid) => wish.mids.indexOf(mid));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        const most = action === 'follow' || action === 'block' ? 50 : 1;
        for (const step of steps) expect(step.length > 0 && step.length <= most).toBe(true);
        for (const step of steps.slice(0, -1)) expect(step).toHaveLength(most);
      }),
    );
  });

  it('the account itself is never acted on, and no special follow is unfollowed or blocked unasked', () => {
    fc.assert(
      fc.property(wishes, sites, (wish, site) => {
        const plan = planned(wish, site);
        const acted = plan.steps.flat();
        expect(acted).not.toContain(self);
        const spares = (wish.action === 'unfollow' || wish.action === 'block') && !wish.withSpecial;
        if (spares) expect(acted.filter((mid) => site.special.includes(mid))).toEqual([]);
        else expect(plan.skipped.special).toEqual([]);
      }),
    );
  });
});

describe('who is left out', () => {
  it.each<[JobAction, Relation[], Relation[]]>([
    ['follow', ['following', 'mutual', 'blocked'], ['none', 'quiet']],
    ['unfollow', ['none', 'blocked'], ['quiet', 'following', 'mutual']],
    ['block', ['blocked'], ['none', 'quiet', 'following', 'mutual']],
    ['unblock', ['none', 'quiet', 'following', 'mutual'], ['blocked']],
    ['kick', ['following', 'blocked'], ['none', 'quiet', 'mutual']],
    ['unwhisper', ['none', 'following', 'mutual', 'blocked'], ['quiet']],
  ])('of %s: relations %j; done are %j', (action, left, done) => {
    const mids = new Map([...left, ...done].map((relation, index) => [1000 + index, relation]));
    const plan = makePlan({ action, people: people([...mids.keys()]) }, knowledge(Object.fromEntries(mids)));
    expect(plan.steps.flat().map((mid) => mids.get(mid))).toEqual(done);
  });

  it('of a follow, those on the own blacklist are named apart: the site would refuse them', () => {
    const plan = makePlan(
      { action: 'follow', people: people([2, 3]) },
      knowledge({ 2: 'blocked', 3: 'mutual' }),
    );
    expect(plan.skipped).toEqual({ self: [], already: [3], blocked: [2], special: [], notFollowed: [] });
  });
});

it('names are kept of those who would be written for, and of special follows, at most 2000', () => {
  const named = range(10, 7).map((mid) => ({ mid, name: `n${mid}` }));
  const request = { action: 'block', people: [...named, { mid: 99 }] } as const;
  const { names } = makePlan(request, knowledge({ 10: 'blocked' }, { special: new Set([11]) }));
  expect(Object.keys(names)).toEqual(['11', '12', '13', '14', '15', '16']);
  const many = range(10, 2500).map((mid) => ({ mid, name: `n${mid}` }));
  expect(Object.keys(makePlan({ action: 'follow', people: many }, knowledge()).names)).toHaveLength(2000);
});

it.each<[JobAction, boolean]>([
  ['unfollow', true],
  ['block', true],
  ['kick', true],
  ['follow', false],
  ['unblock', false],
])('%s of more than 50 asks for the number: %s; of 50 none does', (action, must) => {
  expect([needsTypedCount(action, 50), needsTypedCount(action, 51)]).toEqual([false, must]);
});

it('more than a thousand people are planned, more than any list of the site has are refused', () => {
  const plan = (mids: number[]) => makePlan({ action: 'follow', people: people(mids) }, knowledge());
  expect(plannedPeople(plan(range(10, 1300)))).toHaveLength(1300);
  expect(() => plan(range(10, 20_001))).toThrow(TooManyPeople);
  expect(plannedPeople(plan(Array.from({ length: 20_001 }, () => 10)))).toEqual([10]);
});

it('groups to come are kept for those who are followed, without the default group and repeats', () => {
  const wanted = [
    { mid: 2, groups: [5, 5, 0] },
    { mid: 3, groups: [0] },
    { mid: 4, groups: [6] },
  ];
  const groups = (action: JobAction) =>
    makePlan({ action, people: wanted }, knowledge({ 4: 'following' })).groups;
  expect(groups('follow')).toEqual({ 2: [5] });
  expect(groups('block')).toEqual({});
});
