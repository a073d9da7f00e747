import * as z from 'zod';
import { day } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

const quota = z.object({
  /** The day counted, such as 2026-01-31. */
  day: z.string(),
  used: z.int().nonnegative(),
});

/** How many people's relations an account has changed in a day, by its mid. */
export type QuotaRecord = z.infer<typeof quota>;

export const quotas: RecordKind<QuotaRecord> = {
  name: 'quotas',
  version: 1,
  schema: quota,
  sealed: [],
  lifetime: 2 * day,
};
