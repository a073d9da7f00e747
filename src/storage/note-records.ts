import * as z from 'zod';
import type { RecordKind } from './record-codec.ts';

/** The most a note holds, in UTF-16 units. */
export const longestNote = 500;

const note = z.object({
  text: z.string().min(1).max(longestNote),
  /** When it was last changed; milliseconds since 1970. */
  at: z.int().nonnegative(),
});

/** What a person noted about somebody at the site, by `chat:mid`; private, so it is sealed. */
export type NoteRecord = z.infer<typeof note>;

export const notes: RecordKind<NoteRecord> = { name: 'notes', version: 1, schema: note, sealed: 'all' };
