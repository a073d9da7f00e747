import * as z from 'zod';
import { day } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

const loginCount = z.object({
  /** When the first attempt was made, in ms since 1970. */
  since: z.int().nonnegative(),
  count: z.int().positive(),
});

/** Recent attempts of a person to log in to Bilibili, by Telegram user id. */
export type LoginCountRecord = z.infer<typeof loginCount>;

export const loginCounts: RecordKind<LoginCountRecord> = {
  name: 'loginCounts',
  version: 1,
  schema: loginCount,
  sealed: [],
  lifetime: day,
};
