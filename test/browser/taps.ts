import { readFile } from 'node:fs/promises';
import type { Newcomer } from './newcomer.ts';

/** Somebody whose taps are counted: one for each button pressed under a message, one for each message sent. */
export interface CountedNewcomer extends Pick<Newcomer, 'send' | 'press' | 'see'> {
  /** How many taps something takes. */
  taps(what: () => Promise<void>): Promise<number>;
}

/** Counts the taps of a newcomer; what they do at the simulated site is none of theirs. */
export function countTaps(newcomer: Newcomer): CountedNewcomer {
  let count = 0;
  return {
    see: newcomer.see,
    async send(text) {
      count += 1;
      await newcomer.send(text);
    },
    async press(message, label) {
      count += 1;
      await newcomer.press(message, label);
    },
    async taps(what) {
      const before = count;
      await what();
      return count - before;
    },
  };
}

const benchmarks = new URL('../../docs/benchmarks.md', import.meta.url);

/**
 * The taps of today that a table in docs/benchmarks.md names, by what is done.
 * @param place which of the tables, from 0
 */
export async function tapsInTheDocs(place: 0 | 1): Promise<Record<string, number>> {
  const text = await readFile(benchmarks, 'utf8');
  const [, taps = ''] = text.split('\n## Taps\n');
  const table = taps.split('| what |')[place + 1] ?? '';
  const rows = [...table.matchAll(/^\| ([^|]+) \| [^|]+ \| (\d+) \|$/gmu)];
  return Object.fromEntries(rows.map(([, what = '', taps]) => [what, Number(taps)]));
}
