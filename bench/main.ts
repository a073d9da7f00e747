import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { clientReads } from './client-reads.ts';
import type { Figure } from './figure.ts';
import { jobOverhead } from './job-overhead.ts';
import { lists } from './lists.ts';
import { updates } from './updates.ts';

const { json } = parseArgs({ options: { json: { type: 'boolean', default: false } } }).values;
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;

const figures: Figure[] = [];
for (const measure of [clientReads, updates, lists, jobOverhead]) figures.push(...[await measure()].flat());

if (json) {
  const byName = Object.fromEntries(figures.map(({ name, ...figure }) => [name, figure]));
  process.stdout.write(`${JSON.stringify({ machine, ...byName }, undefined, 2)}\n`);
} else {
  process.stdout.write(`${machine}\n\n${table(figures)}\n`);
}

function table(all: readonly Figure[]): string {
  const rows = [['figure', 'ours', 'bare', 'ratio', 'wanted'], ...all.map(row)];
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
    'least' in wanted ? `≥ ${wanted.least}` : `≤ ${wanted.most}`,
  ];
}
