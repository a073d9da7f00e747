import * as z from 'zod';
import { days, type RecordKind } from './record-codec.ts';

const mid = z.int().positive();

const undo = z.object({
  /** The Bilibili account that did it, and to whom. */
  account: mid,
  mid,
  deed: z.enum([
    'follow',
    'unfollow',
    'special',
    'unspecial',
    'block',
    'unblock',
    'kick',
    'whisper',
    'unwhisper',
  ]),
  /** The groups the person was in before an unfollow. */
  groups: z.array(z.int()),
  /** Until when it can be taken back; seconds since 1970. */
  until: z.int().nonnegative(),
  /** It was taken back. */
  undone: z.boolean(),
});

/** What was last done to somebody from a message, by `chat:message`. */
export type UndoRecord = z.infer<typeof undo>;

export const deeds: RecordKind<UndoRecord> = {
  name: 'deeds',
  version: 1,
  schema: undo,
  sealed: [],
  lifetime: 1 * days,
};
