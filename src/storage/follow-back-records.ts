import * as z from 'zod';
import { day } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

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
  version: 1,
  schema: digest,
  sealed: [],
  lifetime: 30 * day,
};
