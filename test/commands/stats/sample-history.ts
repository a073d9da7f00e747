import type { FanHistory } from '../../../src/alerts/index.ts';

/** The last day of the history, in days since 1970, and noon of it, in ms. */
export const today = Date.UTC(2026, 0, 31) / 86_400_000;
const now = Date.UTC(2026, 0, 31, 12);
/** What the numbers of a span are asked with. */
export const at = (total: number, span: 'week' | 'month' | 'quarter' | 'year') => ({
  span,
  now,
  timezone: 'UTC',
  total,
});
/** Forty days with gaps, three new fans of note. */
export const history: FanHistory = {
  days: [
    [today - 40, 90, 0, 0],
    [today - 10, 100, 12, 2],
    [today - 7, 104, 6, 2],
    [today - 6, 109, 5, 0],
    [today - 2, 111, 3, 1],
    [today, 112, 9, 8],
  ],
  hours: [],
  newcomers: [
    [today - 10, 2, 1],
    [today - 2, 1, 4],
  ],
};
