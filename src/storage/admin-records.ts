import * as z from 'zod';
import type { RecordKind } from './record-codec.ts';

const access = z.object({ admins: z.array(z.int().positive()) });

/** Telegram user ids that have claimed this bot as admins, under the key 'admins'. */
export type AccessRecord = z.infer<typeof access>;

export const accessLists: RecordKind<AccessRecord> = { name: 'access', schema: access, sealed: [] };
