import { z } from 'zod';

/**
 * A mid: a number, or in some answers a string of digits. One function rather than a union of schemas,
 * because it runs for every row of every list.
 */
export const answeredMid = z.unknown().transform((value, context): number => {
  const mid = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof mid === 'number' && Number.isSafeInteger(mid) && mid >= 0) return mid;
  context.addIssue('not a mid');
  return z.NEVER;
});

/** A list of mids; null when it is empty. */
export const answeredMids = z
  .array(answeredMid)
  .nullish()
  .transform((mids) => mids ?? []);

/**
 * The end of the year 9999 in seconds. Later values are invented or not in seconds, and no calendar can show
 * them.
 */
const lastSecond = 253_402_300_799;

/** Whether a number of seconds since 1970 is a date that can be shown. */
export function isMoment(seconds: number): boolean {
  return Math.abs(seconds) <= lastSecond;
}

/** A date, in seconds since 1970. */
export const momentShape = z.int().positive().max(lastSecond);

/** More than there are people, so no real count reaches it; sums of larger numbers would lose precision. */
export const maxCount = 10_000_000_000;

/** A count. */
export const countShape = z.int().nonnegative().max(maxCount);

/** A picture's address as https: the site also writes `http://` and `//`. */
export function httpsAddress(url: string): string {
  return url.startsWith('https:') ? url : url.replace(/^(http:)?\/\//, 'https://');
}

/** A picture's address; empty when the site gives none. */
export const faceShape = z
  .string()
  .nullish()
  .transform((url) => httpsAddress(url ?? ''));

/** For endpoints whose answer carries no data. */
export const noData = z.unknown().transform(() => undefined);
