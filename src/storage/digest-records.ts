import * as z from 'zod';
import type { RecordKind } from './record.ts';

const digest = z.object({
  /** The account whose new fans they are. */
  mid: z.int().positive(),
  /** Those the account did not follow when they were told of, newest first. */
  fans: z.array(z.int().positive()).max(1010),
  /** Last used, milliseconds since 1970. */
  usedAt: z.int().nonnegative(),
});

/** Whom a message about new fans told of, by `chat:number`; the number stands in its button. */
export type DigestRecord = z.infer<typeof digest>;

export const digests: RecordKind<DigestRecord> = { name: 'digests', version: 1, schema: digest, sealed: [] };
