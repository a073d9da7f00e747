import type { PersonReference } from './person-reference.ts';

/**
 * What stands on a line: somebody for certain (a link, a marked UID, a name), a bare number that is as long as most UIDs, one
 * of four digits, one that is shorter or may be a year or a time, or anything else.
 */
export type LineItem = 'person' | 'uid' | 'fourDigits' | 'short' | 'other';

/** A year, a day such as `20080309`, or seconds or milliseconds since 1970, from 2014 to 2033. */
const yearOrTime = /^(?:(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?|1[4-9]\d{8}(?:\d{3})?)$/u;

/** What a bare number on a line is. */
export function numberItem(mid: number): LineItem {
  const digits = String(mid);
  if (digits.length < 4 || yearOrTime.test(digits)) return 'short';
  return digits.length === 4 ? 'fourDigits' : 'uid';
}

/** What somebody on a line is. @param text as written, with letters or a link where more than a number says who it is */
export function personItem(target: PersonReference, text: string): LineItem {
  return target.kind === 'mid' && !/[\p{L}/]/u.test(text) ? numberItem(target.mid) : 'person';
}

/** Ranks, levels, years and counts are such numbers; hardly anybody has such a UID. */
export function isShortNumber(item: LineItem | undefined): boolean {
  return item === 'short' || item === 'fourDigits';
}

/**
 * Which of the numbers on a line are nobody: `5 uid=701003 300` and `1. 碧诗 701003` are one person each, `碧诗 12` is none. Short
 * numbers are people on a line of numbers alone, with or without people before them (`UID: 1 2 3`).
 */
export function numbersOfNobody(items: readonly LineItem[]): (item: LineItem | undefined) => boolean {
  if (items.includes('other')) return isShortNumber;
  const firstNumber = items.findIndex((item) => item === 'uid' || isShortNumber(item));
  const lastPerson = items.lastIndexOf('person');
  return (item) => item === 'short' && lastPerson > firstNumber;
}
