import { describe, expect, it } from 'vitest';
import {
  blockOf,
  type Extent,
  firstRow,
  movesFrom,
  pageRows,
  pagesOf,
} from '../../src/people/page-arithmetic.ts';
import fc from '../support/fast-check.ts';

it('a page lies in one block, whatever the page', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(48, 960), (page, size) => {
      const start = blockOf(firstRow(page), size);
      expect(start % size).toBe(0);
      expect(firstRow(page)).toBeGreaterThanOrEqual(start);
      expect(page * pageRows).toBeLessThanOrEqual(start + size);
    }),
  );
});

describe('how many pages there are', () => {
  const first = { start: 0, count: 48, from: 0, next: 48, end: Number.POSITIVE_INFINITY };

  it.each<[what: string, Extent, ReturnType<typeof pagesOf>]>([
    ['of 3000 people', { ...first, total: 3000 }, { pages: 375, open: false }],
    [
      'of 1065 fans, of whom 1000 are shown',
      { ...first, total: 1065, end: 1000 },
      { pages: 125, open: false },
    ],
    ['of nobody', { ...first, count: 0, next: 0, total: 0 }, { pages: 1, open: false }],
    ['of nobody knows how many', { ...first, total: undefined }, { pages: 6, open: true }],
    [
      'of what came short of a block',
      { ...first, count: 11, total: undefined, end: 11 },
      { pages: 2, open: false },
    ],
    ['of what ends with the block', { ...first, total: undefined, end: 48 }, { pages: 6, open: false }],
    ['of more than the site counted', { ...first, total: 3 }, { pages: 6, open: false }],
  ])('%s', (_, known, expected) => {
    expect(pagesOf(known, 1)).toEqual(expected);
  });
});

describe('where the buttons lead', () => {
  const known = { start: 0, count: 48, from: 0, next: 48, total: 3000, end: Number.POSITIVE_INFINITY };

  it.each<[what: string, page: number, Extent, ReturnType<typeof movesFrom>]>([
    ['on the first page', 1, known, { next: 2, ahead: 11 }],
    [
      'on the last page',
      375,
      { ...known, start: 2976, count: 24, from: 2976, next: 3000 },
      { previous: 374, back: 365 },
    ],
    ['near the edges', 4, { ...known, total: 80 }, { previous: 3, back: 1, next: 5, ahead: 10 }],
    ['over rows left out', 6, { ...known, count: 45 }, { previous: 5, back: 1, next: 7, ahead: 16 }],
    [
      'after a page that came short',
      6,
      { ...known, count: 45, total: 50 },
      { previous: 5, back: 1, next: 7, ahead: 7 },
    ],
    [
      'into what nobody knows',
      6,
      { ...known, total: undefined },
      { previous: 5, back: 1, next: 7, ahead: 7 },
    ],
    ['of a single page', 1, { ...known, count: 5, next: 5, total: 5 }, {}],
  ])('%s', (_, page, extent, expected) => {
    expect(movesFrom(page, extent)).toEqual(expected);
  });
});
