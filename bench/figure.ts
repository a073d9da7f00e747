/** One measured figure. What is compared with something bare was taken with it in the same run. */
export interface Figure {
  /** Its name in `--json`. */
  name: string;
  /** What was measured, for the table. */
  what: string;
  unit: string;
  ours: number;
  /** The same without us. */
  bare?: number;
  /** `ours / bare`. */
  ratio?: number;
  /** What the ratio should reach or keep below; without a ratio, what `ours` should. Left out where it is only shown. */
  wanted?: { least: number } | { most: number };
}

type About = Pick<Figure, 'name' | 'what' | 'unit' | 'wanted'>;

/**
 * Runs both sides in turn several times and keeps the medians, so that a machine that slows down meanwhile slows both.
 * The first round of each side warms up and is not counted.
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

/** How many a second, when `count` took from `started` (as `performance.now()` gives it) until now. */
export function rate(count: number, started: number): number {
  return (count * 1000) / (performance.now() - started);
}

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
