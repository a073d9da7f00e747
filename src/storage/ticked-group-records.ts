import * as z from 'zod';
import { days, type RecordKind } from './record-codec.ts';

const mid = z.int().positive();

const groupChoice = z.object({
  /** The Bilibili account that chooses, and for whom. */
  account: mid,
  mid,
  /** The person as the message names them: hostile text, cut. */
  name: z.string(),
  /** All groups but default, as they were read. */
  groups: z.array(z.object({ tagid: z.int(), name: z.string() })),
  /** The groups the person was in, and those that are ticked. */
  before: z.array(z.int()),
  ticked: z.array(z.int()),
  followed: z.boolean(),
  /** From 1. */
  page: z.int().positive(),
});

/** Groups ticked for somebody and not saved yet, by `chat:message`. */
export type GroupChoiceRecord = z.infer<typeof groupChoice>;

export const groupChoices: RecordKind<GroupChoiceRecord> = {
  name: 'groupChoices',
  version: 1,
  schema: groupChoice,
  sealed: [],
  lifetime: 1 * days,
};
