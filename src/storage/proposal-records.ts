import * as z from 'zod';
import { day } from '../time-units.ts';
import { jobAction, shift, skipped } from './job-records.ts';
import type { RecordKind } from './record-codec.ts';

const mid = z.int().positive();
const mids = z.array(mid);

const proposal = z.object({
  /** The user who was asked, and the Bilibili account. */
  user: z.int(),
  mid,
  /** The planned work. */
  plan: z.object({
    action: jobAction,
    shift: shift.exactOptional(),
    withSpecial: z.boolean(),
    steps: z.array(mids),
    skipped,
    groups: z.record(z.string(), z.array(z.int())),
    /** Names by mid, as far as known; hostile text, cut. At most 2000. */
    names: z.record(z.string(), z.string().max(200)).default({}),
  }),
  /** The first pieces of the user's text that name nobody, and their number. */
  unread: z.object({ pieces: z.array(z.string()).max(10), count: z.int().nonnegative() }).exactOptional(),
  /** Whether the user must confirm by typing the number of people. */
  mustType: z.boolean(),
});

/** A bulk job shown as a preview and not started, by `chat:message` of the preview. */
export type ProposalRecord = z.infer<typeof proposal>;

export const proposals: RecordKind<ProposalRecord> = {
  name: 'proposals',
  version: 1,
  schema: proposal,
  sealed: [],
  lifetime: day,
};
