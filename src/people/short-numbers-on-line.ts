import type { PersonReference } from './person-reference.ts';

/**
 * What stands on a line: somebody for certain (a link, a marked UID, a name), a bare number that is as long as most UIDs, a
 * shorter one, or anything else.
 */
export type LineItem = 'person' | 'uid' | 'short' | 'other';

/** Numbers with fewer digits are often ranks, levels, years and counts; hardly anybody has such a UID. */
const fewestDigits = 5;

/** Seconds or milliseconds since 1970, from 2014 to 2033. */
const epoch = /^1[4-9]\d{8}(?:\d{3})?$/u;

/** What a bare number on a line is. */
function numberItem(mid: number): LineItem {
  const digits = String(mid);
  return digits.length < fewestDigits || epoch.test(digits) ? 'short' : 'uid';
}

/** What somebody on a line is. @param text as written, with letters or a link where more than a number says who it is */
export function personItem(target: PersonReference, text: string): LineItem {
  return target.kind === 'mid' && !/[\p{L}/]/u.test(text) ? numberItem(target.mid) : 'person';
}

/**
 * Whether the short numbers on a line are nobody: `5 uid=701003 300` and `1. 碧诗 701003` are one person each. They are
 * people on a line of numbers alone, with or without people before them (`UID: 1 2 3`), and where nobody else is on it.
 */
export function areShortNumbersNobody(items: readonly LineItem[]): boolean {
  if (!items.some((item) => item === 'person' || item === 'uid')) return false;
  const firstNumber = items.findIndex((item) => item === 'short' || item === 'uid');
  return items.includes('other') || items.lastIndexOf('person') > firstNumber;
}
