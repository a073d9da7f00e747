import * as z from 'zod';
import { jobAction, shift, skipped } from './job-records.ts';
import { days, type RecordKind } from './record-codec.ts';

const mid = z.int().positive();
const mids = z.array(mid);

const proposal = z.object({
  /** Who was asked, as which Bilibili account. */
  user: z.int(),
  mid,
  /** What would be done, as it was planned. */
  plan: z.object({
    action: jobAction,
    shift: shift.exactOptional(),
    withSpecial: z.boolean(),
    steps: z.array(mids),
    skipped,
    groups: z.record(z.string(), z.array(z.int())),
    /** Names by mid, as far as they are known; hostile text, cut. 2000 at most. */
    names: z.record(z.string(), z.string().max(200)).default({}),
  }),
  /** The first pieces of what was written that mean nobody, and how many there were. */
  unread: z.object({ pieces: z.array(z.string()).max(10), count: z.int().nonnegative() }).exactOptional(),
  /** Whether the number of people must be typed. */
  mustType: z.boolean(),
});

/** Work on many people that was shown and not begun yet, by `chat:message` of the preview. */
export type ProposalRecord = z.infer<typeof proposal>;

export const proposals: RecordKind<ProposalRecord> = {
  name: 'proposals',
  version: 1,
  schema: proposal,
  sealed: [],
  lifetime: 1 * days,
};
