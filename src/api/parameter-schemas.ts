import { z } from 'zod';

/** A person's number: a positive safe integer, 16 digits today. */
export const mid = z
  .int({ error: 'a mid is a positive whole number' })
  .positive({ error: 'a mid is a positive whole number' });

/** People of one call, by mid; from one to `most` of them. */
export function mids(most: number) {
  return z
    .array(mid)
    .min(1, { error: 'at least one mid' })
    .max(most, { error: `at most ${most} mids in one call` });
}

/** A group's number: `specialGroup`, `defaultGroup`, own groups above. */
export const tagid = z.int({ error: 'a group number is a whole number' });

export const tagids = z.array(tagid).min(1, { error: 'at least one group number' });

/** A group's name, trimmed: 1 to 16 characters, counted as people count them (an emoji of one code point is one). */
export const groupNameParameter = z
  .string()
  .trim()
  .refine((name) => name.length > 0 && [...name].length <= 16, {
    error: 'a group name has 1 to 16 characters',
  });

/** Rows a page, 50 at most; always sent, since the site's own defaults differ from call to call. */
export const ps = z
  .int({ error: 'ps is 1 to 50' })
  .min(1, { error: 'ps is 1 to 50' })
  .max(50, { error: 'ps is 1 to 50' })
  .default(50);

/** Page, from 1. */
export const pn = z.int({ error: 'a page is 1 or more' }).min(1, { error: 'a page is 1 or more' }).default(1);

/** '' newest first, 'attention' most visited first; heeded in one's own list only. */
export const orderType = z.enum(['', 'attention']);

/** What `act` of a change means. 3 is retired: the site answers -400. */
export const relationActs = {
  follow: 1,
  unfollow: 2,
  whisper: 3,
  unwhisper: 4,
  block: 5,
  unblock: 6,
  kick: 7,
} as const;

/** Where a follow came from; 11 is a person's own page, which every source accepts. */
export const reSrc = z.int().positive().default(11);
