import * as z from 'zod';
import type { RecordKind } from './record-codec.ts';

const access = z.object({ admins: z.array(z.int().positive()) });

/** Who runs this bot, under the key 'admins': Telegram user ids that claimed it. */
export type AccessRecord = z.infer<typeof access>;

export const accessLists: RecordKind<AccessRecord> = {
  name: 'access',
  version: 1,
  schema: access,
  sealed: [],
};
