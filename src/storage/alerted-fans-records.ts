import * as z from 'zod';
import { days, type RecordKind } from './record-codec.ts';

const digest = z.object({
  /** The account whose new fans they are. */
  mid: z.int().positive(),
  /** Those the account did not follow when they were told of, newest first; the names are hostile text. */
  fans: z.array(z.object({ mid: z.int().positive(), name: z.string().max(100).exactOptional() })).max(1010),
});

/** Whom a message about new fans told of, by `chat:number`; the number stands in its button. */
export type DigestRecord = z.infer<typeof digest>;

export const digests: RecordKind<DigestRecord> = {
  name: 'digests',
  version: 1,
  schema: digest,
  sealed: [],
  lifetime: 30 * days,
};
