import * as z from 'zod';
import { day } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

const mid = z.int().positive();

const undo = z.object({
  /** The Bilibili account that acted, and the person. */
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
  /** The person's groups before an unfollow. */
  groups: z.array(z.int()),
  /** Until when it can be undone, in seconds since 1970. */
  until: z.int().nonnegative(),
  /** It has been undone. */
  undone: z.boolean(),
  /** They are followed again by the undo, but are not back in their groups. */
  groupsLost: z.literal(true).exactOptional(),
});

/** The last action on a person from a message, by `chat:message`. */
export type UndoRecord = z.infer<typeof undo>;

export const undos: RecordKind<UndoRecord> = {
  name: 'deeds',
  version: 1,
  schema: undo,
  sealed: [],
  lifetime: day,
};
