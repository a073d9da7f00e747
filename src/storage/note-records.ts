import * as z from 'zod';
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

export const notes: RecordKind<NoteRecord> = { name: 'notes', version: 1, schema: note, sealed: 'all' };
