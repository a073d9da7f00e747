import * as z from 'zod';
import { day } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

const mid = z.int().positive();
/** ms since 1970 */
const time = z.int().nonnegative();

/** The conditions people of a list can be filtered by, in the order offered. */
export const listFilterNames = [
  'notFollowingBack',
  'notFollowedBack',
  'closed',
  'defaultName',
  'noPicture',
  'verified',
  'member',
  'ungrouped',
  'big',
  'before',
  'suspicious',
  'dormant',
] as const;

/** A filter of a list; people must meet all conditions. */
const filter = z.object({
  only: z.array(z.enum(listFilterNames)).max(20),
  /** Seconds. */
  before: z.int().exactOptional(),
});

const panel = z.object({
  /** The Bilibili account it belongs to. */
  account: mid,
  list: z.enum([
    'fans',
    'following',
    'friends',
    'whispers',
    'blacks',
    'special',
    'common',
    'search',
    'group',
  ]),
  /** Mid of the list's owner; for `group` the id of the group. */
  of: z.int(),
  order: z.enum(['recent', 'visited']).exactOptional(),
  /** The filter that is applied. */
  filter: filter.exactOptional(),
  /** Conditions ticked but not applied yet. */
  draft: filter.exactOptional(),
  /** The order of the rows, if not the site's. */
  sort: z.enum(['oldest', 'fans']).exactOptional(),
  /** How many people of how many were searched for those shown. */
  searched: z
    .object({ read: z.int().nonnegative(), total: z.int().nonnegative().exactOptional() })
    .exactOptional(),
  /** The text searched for, or the name of the group. */
  text: z.string().exactOptional(),
  /** People whose note contains the text searched for; they come first. */
  noted: z.array(mid).max(1000).exactOptional(),
  /** From 1 */
  page: z.int().positive(),
  /**
   * The loaded rows, from row `start` on as the reader has paged; missing after a change that they may not
   * show. As the site counts they are rows `from` to `next` (exclusive); both equal the reader's numbers when
   * missing.
   */
  block: z
    .object({
      start: z.int(),
      from: z.int().nonnegative().exactOptional(),
      next: z.int().nonnegative().exactOptional(),
      rows: z
        .array(
          z.object({
            mid,
            name: z.string(),
            marks: z.array(z.enum(['mutual', 'special', 'verified', 'live'])),
            /** Seconds. */
            at: z.int().exactOptional(),
            fans: z.int().nonnegative().exactOptional(),
            level: z.int().nonnegative().exactOptional(),
            /** When their newest video was published, in seconds since 1970. */
            lastPost: z.int().nonnegative().exactOptional(),
            state: z.enum(['gone', 'banned']).exactOptional(),
          }),
        )
        .max(960),
      source: z.enum(['web', 'app', 'game']).exactOptional(),
      readAt: time,
    })
    .exactOptional(),
  /** People in rows that were dropped, to read on from them; numbers as in `block`. */
  place: z
    .object({
      start: z.int(),
      from: z.int().nonnegative(),
      next: z.int().nonnegative(),
      mids: z.array(mid).max(960),
      total: z.int().nonnegative().exactOptional(),
    })
    .exactOptional(),
  total: z.int().nonnegative().exactOptional(),
  /** The first row after those the site has shown. */
  reached: z.int().nonnegative().exactOptional(),
  /** The first row that the site did not show. */
  end: z.int().nonnegative().exactOptional(),
  /** Sources that refused this list. */
  refused: z.array(z.enum(['web', 'app', 'game'])),
  selecting: z.boolean(),
  chosen: z.array(mid).max(20_000),
});

/** State of a paged list in a chat, by `chat:message`. */
export type PanelRecord = z.infer<typeof panel>;

export const panels: RecordKind<PanelRecord> = { name: 'panels', schema: panel, sealed: [], lifetime: day };
