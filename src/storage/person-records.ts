import * as z from 'zod';
import { day } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

/** Longest note, in UTF-16 units. */
export const longestNote = 500;

const note = z.object({
  text: z.string().min(1).max(longestNote),
  /** When it was last changed, in ms since 1970. */
  at: z.int().nonnegative(),
});

/** A user's note on a Bilibili user, by `chat:mid`; sealed, since it is private. */
export type NoteRecord = z.infer<typeof note>;

export const notes: RecordKind<NoteRecord> = { name: 'notes', schema: note, sealed: 'all' };

const count = z.int().nonnegative();

const personCheck = z.object({
  /** The account no longer exists. */
  gone: z.boolean(),
  /** Banned by the site. */
  banned: z.boolean(),
  level: count.exactOptional(),
  fans: count.exactOptional(),
  /** Number of published videos. */
  posts: count.exactOptional(),
  /** When the newest was published, in seconds since 1970. */
  lastPost: count.exactOptional(),
});

/** Result of checking one person, by `account:mid`; sealed, since it shows whom the account follows. */
export type PersonCheckRecord = z.infer<typeof personCheck>;

export const personChecks: RecordKind<PersonCheckRecord> = {
  name: 'personChecks',
  schema: personCheck,
  sealed: 'all',
  lifetime: 7 * day,
};
