/** One measured figure: ours beside the bare thing, taken in the same run. */
export interface Figure {
  /** Its name in `--json`. */
  name: string;
  /** What was measured, for the table. */
  what: string;
  unit: string;
  ours: number;
  bare: number;
  /** `ours / bare`. */
  ratio: number;
  /** The ratio it should reach. */
  atLeast: number;
}

/**
 * Runs both sides in turn several times and keeps the medians, so that a machine that slows down meanwhile slows both.
 * A round gives its rate; the first of each side warms up and is not counted.
 */
export async function compare(
  about: Pick<Figure, 'name' | 'what' | 'unit' | 'atLeast'>,
  rounds: number,
  sides: { ours: () => Promise<number>; bare: () => Promise<number> },
): Promise<Figure> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const rates = { bare: await sides.bare(), ours: await sides.ours() };
    if (round === 0) continue;
    ours.push(rates.ours);
    bare.push(rates.bare);
  }
  const figure = { ours: median(ours), bare: median(bare) };
  return { ...about, ...figure, ratio: figure.ours / figure.bare };
}

/** How many a second, when `count` took from `started` (as `performance.now()` gives it) until now. */
export function rate(count: number, started: number): number {
  return (count * 1000) / (performance.now() - started);
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
