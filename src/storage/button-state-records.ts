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

export const undos: RecordKind<UndoRecord> = { name: 'deeds', schema: undo, sealed: [], lifetime: day };

const digest = z.object({
  /** The account with these new fans. */
  mid: z.int().positive(),
  /**
   * New fans that the account did not follow at the time of the alert, newest first; names are hostile text.
   */
  fans: z.array(z.object({ mid: z.int().positive(), name: z.string().max(100).exactOptional() })).max(1010),
});

/** The people in a message about new fans, by `chat:number`; its button contains the number. */
export type DigestRecord = z.infer<typeof digest>;

export const digests: RecordKind<DigestRecord> = {
  name: 'digests',
  schema: digest,
  sealed: [],
  lifetime: 30 * day,
};

const groupChoice = z.object({
  /** The Bilibili account, and the person whose groups are chosen. */
  account: mid,
  mid,
  /** The person's name in the message: hostile text, cut. */
  name: z.string(),
  /** All groups except default, as read. */
  groups: z.array(z.object({ tagid: z.int(), name: z.string() })),
  /** The person's groups before, and the ticked ones. */
  before: z.array(z.int()),
  ticked: z.array(z.int()),
  followed: z.boolean(),
  /** From 1. */
  page: z.int().positive(),
});

/** Groups ticked for a person and not saved yet, by `chat:message`. */
export type GroupChoiceRecord = z.infer<typeof groupChoice>;

export const groupChoices: RecordKind<GroupChoiceRecord> = {
  name: 'groupChoices',
  schema: groupChoice,
  sealed: [],
  lifetime: day,
};
