import { z } from 'zod';

/** A person's id: a positive safe integer, 16 digits today. */
export const mid = z
  .int({ error: 'a mid is a positive whole number' })
  .positive({ error: 'a mid is a positive whole number' });

/** The people of one call, by mid: between 1 and `most`. */
export function mids(most: number) {
  return z
    .array(mid)
    .min(1, { error: 'at least one mid' })
    .max(most, { error: `at most ${most} mids in one call` });
}

/** A group's number: `specialGroup`, `defaultGroup`, or one of the account's own (larger numbers). */
export const tagid = z.int({ error: 'a group number is a whole number' });

export const tagids = z.array(tagid).min(1, { error: 'at least one group number' });

/** A group's name, trimmed: 1 to 16 characters, counted in code points. */
export const groupNameParameter = z
  .string()
  .trim()
  .refine((name) => name.length > 0 && [...name].length <= 16, {
    error: 'a group name has 1 to 16 characters',
  });

/** Rows per page, at most 50; always sent, because the site's defaults differ between endpoints. */
export const ps = z
  .int({ error: 'ps is 1 to 50' })
  .min(1, { error: 'ps is 1 to 50' })
  .max(50, { error: 'ps is 1 to 50' })
  .default(50);

/** Page, from 1. */
export const pn = z.int({ error: 'a page is 1 or more' }).min(1, { error: 'a page is 1 or more' }).default(1);

/** '' newest first, 'attention' most visited first; the site honours it in the own list only. */
export const orderType = z.enum(['', 'attention']);

/** The values of `act` in a change of relation. 3 is retired: the site answers -400. */
export const relationActs = {
  follow: 1,
  unfollow: 2,
  whisper: 3,
  unwhisper: 4,
  block: 5,
  unblock: 6,
  kick: 7,
} as const;

/** Where a follow came from; 11 is the person's own page, which is accepted for every follow. */
export const reSrc = z.int().positive().default(11);
