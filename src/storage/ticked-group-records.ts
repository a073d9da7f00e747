import * as z from 'zod';
import { day } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

const mid = z.int().positive();

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
  version: 1,
  schema: groupChoice,
  sealed: [],
  lifetime: day,
};
