import type { createRandom, Fault } from '../../playground/bilibili/index.ts';
import type { Stage } from './stage.ts';

const field = (name: string, ...values: unknown[]): Fault[] =>
  values.map((value) => ({ kind: 'field', name, ...(value !== undefined && { value }) }));

// Only values that cannot be true: a false value that could be true cannot be detected.
const times = field('mtime', undefined, null, 0, -1, 1.5, 'x', true, [], {}, 4_102_444_800);
const others: readonly Fault[] = [
  ...field('mid', undefined, null, 0, -1, 1.5, 'x', true, [], {}),
  ...field('attribute', undefined, null, 1.5, 'x', true, [], {}),
  ...field('uname', undefined, null, 0, -1, true, [], {}),
  ...field('tag', 0, -1, 'x', true, {}),
  ...[undefined, null, 0, -1, 1.5, 'x', true].map(
    (value): Fault => ({ kind: 'total', ...(value !== undefined && { value }) }),
  ),
  { kind: 'surplus', rows: 1 },
  { kind: 'surplus', rows: 51 },
  { kind: 'surplus', rows: 5000 },
];

/**
 * Adds a fan and makes the site return a wrong value in the next few lists of fans; returns a description.
 */
export function falsifyList(stage: Stage, random: ReturnType<typeof createRandom>): string {
  // Half of them are times, which decide who is new.
  const chosen = random.pick(random.below(2) === 0 ? times : others);
  const fault =
    chosen.kind === 'field' && random.below(4) === 0 ? { ...chosen, row: random.below(5) } : chosen;
  const polls = 1 + random.below(4);
  stage.world.faults.set('relation/followers', fault, { times: polls });
  for (const mid of stage.newcomers.keys()) stage.addFans(mid, 1);
  return `for ${polls} polls ${JSON.stringify(fault)}`;
}
