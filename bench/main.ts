import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { clientReads } from './client-reads.ts';
import type { Figure } from './figure.ts';
import { updates } from './updates.ts';

const { json } = parseArgs({ options: { json: { type: 'boolean', default: false } } }).values;
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;

const figures: Figure[] = [];
for (const measure of [clientReads, updates]) figures.push(await measure());

if (json) {
  const byName = Object.fromEntries(figures.map(({ name, ...figure }) => [name, figure]));
  process.stdout.write(`${JSON.stringify({ machine, ...byName }, undefined, 2)}\n`);
} else {
  process.stdout.write(`${machine}\n\n${table(figures)}\n`);
}

function table(all: readonly Figure[]): string {
  const rows = [
    ['figure', 'ours', 'bare', 'ratio', 'wanted'],
    ...all.map(({ what, unit, ours, bare, ratio, atLeast }) => [
      what,
      `${ours.toFixed(0)} ${unit}`,
      `${bare.toFixed(0)} ${unit}`,
      ratio.toFixed(2),
      `≥ ${atLeast}`,
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
