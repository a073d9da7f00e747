/** A measured figure. `bare`, if any, was measured in the same run for comparison. */
export interface Figure {
  /** The name in `--json`. */
  name: string;
  /** The description in the table. */
  what: string;
  unit: string;
  ours: number;
  /** The same measurement without the program. */
  bare?: number;
  /** `ours / bare`. */
  ratio?: number;
  /** The limit for the ratio or, without one, for `ours`; omitted when there is none. */
  wanted?: { least: number } | { most: number };
}

type About = Pick<Figure, 'name' | 'what' | 'unit' | 'wanted'>;

/**
 * Runs both sides alternately and returns their medians, so that a machine that slows down meanwhile affects
 * both. The first round is a warm-up and is not counted.
 */
export async function compare(
  about: About,
  rounds: number,
  sides: { ours: () => Promise<number>; bare: () => Promise<number> },
): Promise<Figure> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const results = { bare: await sides.bare(), ours: await sides.ours() };
    if (round === 0) continue;
    ours.push(results.ours);
    bare.push(results.bare);
  }
  const figure = { ours: median(ours), bare: median(bare) };
  return { ...about, ...figure, ratio: figure.ours / figure.bare };
}

/** Operations per second. @param started start time, from `performance.now()` */
export function rate(count: number, started: number): number {
  return (count * 1000) / (performance.now() - started);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
