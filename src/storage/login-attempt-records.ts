import * as z from 'zod';
import { days, type RecordKind } from './record-codec.ts';

const loginCount = z.object({
  /** When the first of these was made; milliseconds since 1970. */
  since: z.int().nonnegative(),
  count: z.int().positive(),
});

/** How often a person has tried to log in to Bilibili of late, by Telegram user id. */
export type LoginCountRecord = z.infer<typeof loginCount>;

export const loginCounts: RecordKind<LoginCountRecord> = {
  name: 'loginCounts',
  version: 1,
  schema: loginCount,
  sealed: [],
  lifetime: 1 * days,
};
