import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockStart,
  clampPage,
  type Extent,
  movesFrom,
  pageRows,
  pagesOf,
  rowsOn,
} from '../../src/people/paging.ts';

/** A list on a site that shows `shown` of its people, may not say how many there are, and leaves some rows out. */
interface Site {
  people: number;
  shown: number;
  tellsTotal: boolean;
  size: number;
  /** Rows the site leaves out, as it does with closed accounts. */
  missing: ReadonlySet<number>;
}

const site: fc.Arbitrary<Site> = fc.record({
  people: fc.integer({ min: 1, max: 400 }),
  shown: fc.integer({ min: 1, max: 400 }),
  tellsTotal: fc.boolean(),
  size: fc.constantFrom(8, 16, 48),
  missing: fc.constant(new Set<number>()),
});

const withHoles: fc.Arbitrary<Site> = fc
  .tuple(site, fc.uniqueArray(fc.integer({ min: 0, max: 399 }), { maxLength: 30 }))
  .map(([one, missing]) => ({
    ...one,
    people: 400,
    shown: 400,
    tellsTotal: true,
    size: 48,
    missing: new Set(missing),
  }));

function read({ people, shown, size, missing }: Site, start: number): { start: number; rows: number[] } {
  const rows: number[] = [];
  for (let row = start; row < Math.min(start + size, people, shown); row += 1)
    if (!missing.has(row)) rows.push(row);
  return { start, rows };
}

function extent(one: Site, block: { start: number; rows: readonly number[] }, end: number): Extent {
  const total = one.tellsTotal ? one.people : undefined;
  return { size: one.size, start: block.start, count: block.rows.length, total, end };
}

/** Turns from the first page to the last as a reader does; the requests of each page, and all rows seen. */
function walk(one: Site, end: number): { seen: number[]; most: number; requests: number } {
  const seen: number[] = [];
  let [block, page, most, requests] = [read(one, 0), 1, 0, 1];
  while (true) {
    seen.push(...rowsOn(page, block));
    const { next } = movesFrom(page, extent(one, block, end));
    if (next === undefined) return { seen, most, requests };
    const start = blockStart(next, one.size);
    const asked = start === block.start ? 0 : 1;
    [most, requests] = [Math.max(most, asked), requests + asked];
    const wanted = asked === 0 ? block : read(one, start);
    if (wanted.rows.length === 0) return { seen, most, requests };
    const settled = clampPage(next, extent(one, wanted, end));
    if (settled <= page) throw new Error(`page ${page} leads no further`);
    [block, page] = [wanted, settled];
  }
}

describe('turning pages to the end', () => {
  it('shows every row the site shows on exactly one page, in order, and no page needs two requests', () => {
    fc.assert(
      fc.property(site, fc.boolean(), (one, knowsReach) => {
        const { seen, most } = walk(one, knowsReach ? one.shown : Number.POSITIVE_INFINITY);
        const rows = Array.from({ length: Math.min(one.people, one.shown) }, (_, row) => row);
        expect(seen).toEqual(rows);
        expect(most).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('reads each block once', () => {
    fc.assert(
      fc.property(site, (one) => {
        const blocks = Math.ceil(Math.min(one.people, one.shown) / one.size);
        expect(walk(one, one.shown).requests).toBeLessThanOrEqual(blocks + 1);
      }),
    );
  });

  it('goes on over rows that the site leaves out', () => {
    fc.assert(
      fc.property(withHoles, (one) => {
        const { seen } = walk(one, Number.POSITIVE_INFINITY);
        const rows = Array.from({ length: 400 }, (_, row) => row).filter((row) => !one.missing.has(row));
        expect(seen).toEqual(rows);
      }),
    );
  });
});

it('a page lies in one block, whatever the page', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(48, 960), (page, size) => {
      const start = blockStart(page, size);
      expect(start % size).toBe(0);
      expect((page - 1) * pageRows).toBeGreaterThanOrEqual(start);
      expect(page * pageRows).toBeLessThanOrEqual(start + size);
    }),
  );
});

describe('how many pages there are', () => {
  const first = { size: 48, start: 0, count: 48, end: Number.POSITIVE_INFINITY };

  it.each<[what: string, Extent, ReturnType<typeof pagesOf>]>([
    ['of 3000 people', { ...first, total: 3000 }, { pages: 375, open: false }],
    [
      'of 1065 fans, of whom 1000 are shown',
      { ...first, total: 1065, end: 1000 },
      { pages: 125, open: false },
    ],
    ['of nobody', { ...first, count: 0, total: 0 }, { pages: 1, open: false }],
    ['of nobody knows how many', { ...first, total: undefined }, { pages: 6, open: true }],
    ['of what came short of a block', { ...first, count: 11, total: undefined }, { pages: 2, open: false }],
    ['of what ends with the block', { ...first, total: undefined, end: 48 }, { pages: 6, open: false }],
    ['of more than the site counted', { ...first, total: 3 }, { pages: 6, open: false }],
  ])('%s', (_, known, expected) => {
    expect(pagesOf(known)).toEqual(expected);
  });
});

describe('where the buttons lead', () => {
  const known = { size: 48, start: 0, count: 48, total: 3000, end: Number.POSITIVE_INFINITY };

  it.each<[what: string, page: number, Extent, ReturnType<typeof movesFrom>]>([
    ['on the first page', 1, known, { next: 2, ahead: 11 }],
    ['on the last page', 375, { ...known, start: 2976, count: 24 }, { previous: 374, back: 365 }],
    ['near the edges', 4, { ...known, total: 80 }, { previous: 3, back: 1, next: 5, ahead: 10 }],
    ['over rows left out', 6, { ...known, count: 45 }, { previous: 5, back: 1, next: 7, ahead: 16 }],
    ['over pages left out', 4, { ...known, count: 30 }, { previous: 3, back: 1, next: 7, ahead: 14 }],
    [
      'into what nobody knows',
      6,
      { ...known, total: undefined },
      { previous: 5, back: 1, next: 7, ahead: 7 },
    ],
    ['of a single page', 1, { ...known, count: 5, total: 5 }, {}],
  ])('%s', (_, page, extent, expected) => {
    expect(movesFrom(page, extent)).toEqual(expected);
  });
});
