import { expect, it } from 'vitest';
import { packSummary, summarizePage, unpackSummary } from '../../src/alerts/page-summary.ts';
import type { FanRow } from '../../src/alerts/validate-fan-page.ts';

const rows = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => ({ mid: 2 ** 51 + index, mtime: 1_780_000_000 - index }) as FanRow,
  );

it.each([
  [0, 0],
  [1, 1],
  [9, 1000],
  [10, 3_000_000_000],
  [50, 2 ** 50],
])('a page of %i fans of %i is kept whole in 33 characters', (count, total) => {
  const summary = summarizePage({ rows: rows(count), total }, '\xff\x00\x80digst');
  const packed = packSummary(summary);
  expect(packed).toHaveLength(33);
  expect(unpackSummary(packed)).toEqual(summary);
});

it('a page whose bytes are not known is kept whole, too', () => {
  const summary = summarizePage({ rows: rows(50), total: 50 }, '');
  expect(unpackSummary(packSummary(summary))).toEqual({ ...summary, digest: '\0'.repeat(8) });
});

it('times after 2106, as they come when both clocks are set wrongly, are kept as that year', () => {
  const late = rows(10).map((row) => ({ ...row, mtime: row.mtime + 2 ** 33 }));
  const summary = summarizePage({ rows: late, total: 10 }, 'digested');
  const kept = { ...summary, last: 2 ** 32 - 1, tenth: 2 ** 32 - 1 };
  expect(unpackSummary(packSummary(summary))).toEqual(kept);
});

it('another fan, time or total is another page', () => {
  const of = (list: readonly FanRow[], total: number) =>
    summarizePage({ rows: list, total }, 'digested').fingerprint;
  const [first, ...others] = rows(3);
  if (first === undefined) throw new Error('no row');
  const pages = [
    of([first, ...others], 3),
    of([first, ...others], 4),
    of([{ ...first, mtime: first.mtime + 1 }, ...others], 3),
    of([{ ...first, mid: 7 }, ...others], 3),
    of(others, 3),
  ];
  expect(new Set(pages).size).toBe(pages.length);
  expect(of(rows(3), 3)).toBe(pages[0]);
});
