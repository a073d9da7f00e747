import type { Fault } from '../../playground/bilibili/index.ts';
import type { createRandom } from '../../playground/bilibili/random.ts';
import type { Stage } from './stage.ts';

const field = (name: string, ...values: unknown[]): Fault[] =>
  values.map((value) => ({ kind: 'field', name, ...(value !== undefined && { value }) }));

/** None of it could be the truth: what could, nobody can tell from it. */
const faults: readonly Fault[] = [
  ...field('mtime', undefined, null, 0, -1, 1.5, 'x', true, [], {}, 4_102_444_800),
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

/** The site lies about the fans of whoever asks next, for some polls; says how. */
export function lie({ world }: Stage, random: ReturnType<typeof createRandom>): string {
  const chosen = random.pick(faults);
  const fault =
    chosen.kind === 'field' && random.below(2) === 0 ? { ...chosen, row: random.below(5) } : chosen;
  const times = 1 + random.below(3);
  world.faults.set('relation/followers', fault, { times, skip: random.below(2) });
  return `for ${times} polls ${JSON.stringify(fault)}`;
}
