import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { clientReads } from './client-reads.ts';
import { day } from './day.ts';
import { drain } from './drain.ts';
import { engines } from './engines.ts';
import type { Figure } from './figure.ts';
import { gaps } from './gaps.ts';
import { hostileText } from './hostile-text.ts';
import { jobOverhead } from './job-overhead.ts';
import { lists } from './lists.ts';
import { memory, memoryOfMany } from './memory.ts';
import { flat } from './memory-growth.ts';
import { processes } from './processes.ts';
import { rateLimiter } from './rate-limiter.ts';
import { requests } from './requests.ts';
import { store } from './store.ts';
import { takeovers } from './takeovers.ts';
import { updates } from './updates.ts';
import { watches } from './watches.ts';

const flag = { type: 'boolean', default: false } as const;
const { values, positionals } = parseArgs({
  options: { json: flag, markdown: flag },
  allowPositionals: true,
});
const { json, markdown } = values;
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;

const measures: Record<string, () => Promise<Figure | Figure[]>> = {
  clientReads,
  updates,
  rateLimiter,
  lists,
  requests,
  jobOverhead,
  watches,
  gaps,
  store,
  engines,
  drain,
  day,
  flat,
  hostileText,
};
/** These take many minutes and run only when named. */
const long: typeof measures = { memory, memoryOfMany, processes, takeovers };
/** `npm run bench -- watches store` runs only those. */
const chosen = positionals.length === 0 ? Object.keys(measures) : positionals;
const figures: Figure[] = [];
for (const name of chosen) {
  const all = { ...measures, ...long };
  const measure = all[name];
  if (measure === undefined) throw new Error(`${name}: there is ${Object.keys(all).join(', ')}`);
  figures.push(...[await measure()].flat());
}

if (json) {
  const byName = Object.fromEntries(figures.map(({ name, ...figure }) => [name, figure]));
  process.stdout.write(`${JSON.stringify({ machine, ...byName }, undefined, 2)}\n`);
} else {
  const rows = [['figure', 'ours', 'bare', 'ratio', 'wanted'], ...figures.map(row)];
  process.stdout.write(`${machine}\n\n${markdown ? markdownTable(rows) : table(rows)}\n`);
}

function table(rows: readonly string[][]): string {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0))) ?? [];
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function markdownTable([head = [], ...rows]: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}

function row({ what, unit, ours, bare, ratio, wanted }: Figure): string[] {
  const value = (number: number | undefined) =>
    number === undefined
      ? ''
      : `${number.toFixed(number < 100 && !Number.isInteger(number) ? 1 : 0)} ${unit}`;
  return [
    what,
    value(ours),
    value(bare),
    ratio?.toFixed(2) ?? '',
    wanted === undefined ? '' : 'least' in wanted ? `≥ ${wanted.least}` : `≤ ${wanted.most}`,
  ];
}
