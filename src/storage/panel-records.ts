import * as z from 'zod';
import { days, type RecordKind } from './record-codec.ts';

const mid = z.int().positive();
/** Milliseconds since 1970. */
const time = z.int().nonnegative();

/** What people of a list can be filtered by, in the order it is offered. */
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

/** What a list is filtered by, all of it at once. */
const filter = z.object({
  only: z.array(z.enum(listFilterNames)).max(20),
  /** Seconds. */
  before: z.int().exactOptional(),
});

const panel = z.object({
  /** The Bilibili account it was made for. */
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
  /** Whose, by mid; of `group` the number of the group. */
  of: z.int(),
  order: z.enum(['recent', 'visited']).exactOptional(),
  /** Only these people of it are shown. */
  filter: filter.exactOptional(),
  /** What is ticked and not applied yet. */
  draft: filter.exactOptional(),
  /** The order they are shown in, when it is not that of the site. */
  sort: z.enum(['oldest', 'fans']).exactOptional(),
  /** Among how many people of how many those shown were found. */
  searched: z
    .object({ read: z.int().nonnegative(), total: z.int().nonnegative().exactOptional() })
    .exactOptional(),
  /** What was searched for, or the name of the group. */
  text: z.string().exactOptional(),
  /** Whom what was searched for stands in the note of, the first of the list. */
  noted: z.array(mid).max(1000).exactOptional(),
  /** From 1. */
  page: z.int().positive(),
  /**
   * The rows at hand, from row `start` of the list on as the reader has paged; none after a change that they may not
   * show. As the site counts, they are the rows from `from` to before `next`; the same when that was not written.
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
            /** When their newest video was, in seconds. */
            lastPost: z.int().nonnegative().exactOptional(),
            state: z.enum(['gone', 'banned']).exactOptional(),
          }),
        )
        .max(960),
      source: z.enum(['web', 'app', 'game']).exactOptional(),
      readAt: time,
    })
    .exactOptional(),
  /** Who stood in rows that were forgotten, to read on from them; as in `block`. */
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
  /** The first row after those the site was seen to show. */
  reached: z.int().nonnegative().exactOptional(),
  /** The first row that the site was found not to show. */
  end: z.int().nonnegative().exactOptional(),
  /** Sources that will not show this list. */
  refused: z.array(z.enum(['web', 'app', 'game'])),
  selecting: z.boolean(),
  chosen: z.array(mid).max(20_000),
});

/** What a paged list in a chat shows, by `chat:message`. */
export type PanelRecord = z.infer<typeof panel>;

export const panels: RecordKind<PanelRecord> = {
  name: 'panels',
  version: 1,
  schema: panel,
  sealed: [],
  lifetime: 1 * days,
};
