import { describe, expect, it } from 'vitest';
import { told, toldLost, toldMutual } from './sent-messages.ts';
import { chat, me, watched } from './site.ts';

const fields = [
  'mid',
  'uname',
  'face',
  'sign',
  'attribute',
  'mtime',
  'tag',
  'special',
  'official_verify',
  'vip',
];
const values: [string, unknown][] = [
  ['missing', undefined],
  ['null', null],
  ['zero', 0],
  ['negative', -1],
  ['a string', 'x'],
  ['from the future', 4_102_444_800],
  ['beyond any calendar', Number.MAX_SAFE_INTEGER],
];
/** How many polls see it, and in which row: all, or the newest. */
const cases = fields.flatMap((name) =>
  values
    // In any other field it is a number like the one before.
    .filter(([, value]) => value !== Number.MAX_SAFE_INTEGER || name === 'mtime')
    .flatMap(([what, value]) =>
      [1, 12].flatMap((times) =>
        [undefined, 0]
          // A mid that somebody could have is no lie that could be told from the truth.
          .filter((row) => name !== 'mid' || typeof value !== 'number' || value <= 0 || row === undefined)
          .map((row) => ({ name, what, value, times, where: row === 0 ? 'one row' : 'every row', row })),
      ),
    ),
);

describe('a field of a row that is a lie loses nobody, and makes nobody new who is not', () => {
  it.each(cases)('$name $what in $where, for $times polls', async ({ name, value, times, row }) => {
    const { world, alerts, poll, sent } = await watched({ fans: 12 });
    await alerts.changeSubscription(chat, me, { lost: true, netLoss: true });
    await poll();
    world.faults.set(
      'relation/followers',
      { kind: 'field', name, ...(value !== undefined && { value }), ...(row !== undefined && { row }) },
      { times },
    );
    const fans = world.gainFans(me, 2);
    for (let count = 0; count < Math.min(times, 3); count += 1) await poll();
    fans.push(...world.gainFans(me, 1));
    await poll();
    world.faults.clear();
    await poll();
    await poll();
    expect(told(sent).toSorted()).toEqual(fans.toSorted());
    expect(toldMutual(sent)).toEqual([]);
    expect(toldLost(sent)).toEqual([]);
    expect(sent.map(({ netLoss }) => netLoss).filter(Boolean)).toEqual([]);
  });
});

describe('a total that is a lie', () => {
  it.each([[undefined], [null], [0], [-1], ['x'], [1]])('of %j loses nobody', async (value) => {
    const { world, poll, sent, alerts } = await watched({ fans: 12 });
    await alerts.changeSubscription(chat, me, { netLoss: true });
    world.faults.set('relation/followers', { kind: 'total', ...(value !== undefined && { value }) });
    const fans = world.gainFans(me, 2);
    await poll();
    await poll();
    world.faults.clear();
    await poll();
    expect(told(sent).toSorted()).toEqual(fans.toSorted());
    expect(sent.map(({ netLoss }) => netLoss).filter(Boolean)).toEqual([]);
  });
});

it('a total that nobody can have, now and then, holds up no alert', async () => {
  const { world, poll, sent } = await watched({ fans: 12 });
  const fans: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    world.faults.set('relation/followers', { kind: 'total', value: Number.MAX_SAFE_INTEGER }, { times: 1 });
    fans.push(...world.gainFans(me, 1));
    await poll();
    world.faults.clear();
    await poll();
    expect(told(sent).toSorted()).toEqual(fans.toSorted());
  }
  expect(sent.flatMap(({ milestones }) => milestones)).toEqual([]);
});

it('more rows than were asked for push nobody out, and make nobody new', async () => {
  const { world, poll, sent, records } = await watched({ fans: 60 });
  world.faults.set('relation/followers', { kind: 'surplus', rows: 5000 }, { times: 5 });
  const fans = world.gainFans(me, 2);
  for (let count = 0; count < 5; count += 1) await poll();
  world.faults.clear();
  await poll();
  expect(told(sent).toSorted()).toEqual(fans.toSorted());
  expect((await records.get(String(me)))?.known).toHaveLength(62);
});
