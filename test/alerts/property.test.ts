import { describe, expect, it } from 'vitest';
import type { Fault } from '../../playground/bilibili/index.ts';
import fc from '../support/fast-check.ts';
import { type Counter, counters, watchManyWith } from './counters.ts';
import { told, toldMutual } from './sent-messages.ts';
import { me, startSite } from './site.ts';

type Step =
  | { do: 'come' | 'friend'; count: number }
  | { do: 'leave' | 'return' | 'follow back' | 'close'; who: number }
  | { do: 'fault'; fault: Fault; skip: number; times: number }
  | { do: 'come under a lie'; count: number; fault: Fault; times: number }
  | { do: 'wait'; seconds: number }
  | { do: 'poll' };

const who = fc.nat(10_000);
const faults: Fault[] = [
  { kind: 'listNull' },
  { kind: 'emptyWithTotal' },
  { kind: 'unsorted' },
  { kind: 'code', code: 4711 },
  { kind: 'dataNull' },
  { kind: 'cut' },
  { kind: 'surplus', rows: 1 },
  { kind: 'surplus', rows: 120 },
];
/** What a field of a row may be in the place of what it is. */
const lies = [undefined, null, 0, -1, 'x', '', true, 1e300, 4_102_444_800, [], {}];
const lyingFields = ['mid', 'mtime', 'attribute', 'uname', 'tag', 'special'];
const lie: fc.Arbitrary<Fault> = fc.record(
  {
    kind: fc.constant('field' as const),
    name: fc.constantFrom(...lyingFields),
    value: fc.constantFrom<unknown>(...lies),
    row: fc.nat(60),
  },
  { requiredKeys: ['kind', 'name', 'value'] },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('come' as const), count: fc.integer({ min: 1, max: 70 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('friend' as const), count: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('leave', 'return', 'follow back', 'close'), who }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fault' as const),
      fault: fc.oneof(fc.constantFrom(...faults), lie),
      skip: fc.integer({ min: 0, max: 2 }),
      times: fc.constantFrom(1, 1, 2, 30),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('come under a lie' as const),
      count: fc.integer({ min: 1, max: 5 }),
      fault: lie,
      times: fc.constantFrom(1, 2, 30),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.nat(1500) }) },
  { weight: 5, arbitrary: fc.constant({ do: 'poll' as const }) },
);

/**
 * Plays the steps on the real simulator, and compares who was told of with who truly came. Those have to be told of who
 * were there, in sight, when a good poll ended; nothing happens while one is under way.
 */
async function play(fans: number, steps: readonly Step[], counter?: Counter): Promise<void> {
  const site = await startSite({ fans });
  const { world, clock } = site;
  const { watch, poll, pass, sent } = await site.engine();
  if (counter === undefined) await watch();
  else await watchManyWith({ ...site, watch }, counter);
  sent.length = 0;
  const old = new Set(world.fansOf(me));
  const seen = new Set<number>();
  site.polled = ({ kind }, mid) => {
    if (kind !== 'good' || mid !== me) return;
    for (const fan of world.fansOf(me).slice(0, 1000)) if (!old.has(fan)) seen.add(fan);
  };
  const leavers: number[] = [];
  const fanAt = (index: number) =>
    world.fansOf(me).slice(0, 900)[index % Math.min(900, world.fansOf(me).length)];

  for (const one of steps) {
    await clock.advance(1000);
    switch (one.do) {
      case 'come':
        world.gainFans(me, one.count);
        break;
      case 'friend':
        for (const friend of site.people(one.count)) {
          world.follow(me, friend);
          world.follow(friend, me);
        }
        break;
      case 'leave':
      case 'close':
      case 'follow back': {
        const fan = fanAt(one.who);
        if (fan === undefined) break;
        if (one.do === 'follow back') world.followBack(me, fan);
        else if (one.do === 'close') world.closeAccount(fan);
        else {
          world.unfollow(fan, me);
          leavers.push(fan);
        }
        break;
      }
      case 'return': {
        const fan = leavers[one.who % leavers.length];
        if (fan !== undefined && !world.person(fan)?.closed) world.follow(fan, me);
        break;
      }
      case 'fault':
        world.faults.set('relation/followers', one.fault, { times: one.times, skip: one.skip });
        break;
      case 'come under a lie':
        world.gainFans(me, one.count);
        world.faults.set('relation/followers', one.fault, { times: one.times });
        await poll();
        break;
      case 'wait':
        await pass(one.seconds * 1000);
        break;
      case 'poll':
        await poll();
    }
  }
  world.faults.clear();
  await pass(3 * 3_600_000);

  const mine = sent.filter(({ mid }) => mid === me);
  const fansTold = told(mine);
  const mutuals = toldMutual(mine);
  const all = [...fansTold, ...mutuals];
  expect(new Set(all).size, 'nobody is told of twice').toBe(all.length);
  expect(
    fansTold.filter((mid) => old.has(mid)),
    'no old fan is told of as new',
  ).toEqual([]);
  const followed = new Set(world.followingsOf(me));
  expect(
    mutuals.filter((mid) => !followed.has(mid) && !world.person(mid)?.closed),
    'who is told of as mutual is',
  ).toEqual([]);
  const everybody = new Set(all);
  expect(
    [...seen].filter((mid) => !everybody.has(mid)),
    'every new fan is told of',
  ).toEqual([]);
  expect(
    fansTold.filter((mid) => !seen.has(mid)),
    'nobody is told of who was not there',
  ).toEqual([]);
}

describe('any sequence of coming, leaving, returning, following back, closing, faults and polls', () => {
  it.each([
    ['a small account', 12, 40],
    ['one about as large as the site shows', 985, 10],
    ['a larger one', 1060, 10],
  ])(
    'tells of each new fan once and of nobody else: %s',
    async (_, fans, numRuns) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => play(fans, steps)),
        { numRuns, seed: 20260101, endOnFailure: true },
      );
      // Seconds of work, and many on a machine that has other work.
    },
    60_000,
  );

  it.each(Object.entries(counters))(
    'tells of each new fan once and of nobody else, with counts of many accounts that are %s',
    async (_, counter) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) =>
          play(12, steps, counter),
        ),
        { numRuns: 4, seed: 20260101, endOnFailure: true },
      );
    },
    60_000,
  );
});
