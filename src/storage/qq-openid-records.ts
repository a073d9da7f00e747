import * as z from 'zod';
import type { RecordKind } from './record-codec.ts';

const openid = z.object({
  openid: z.string(),
  /** Day on which it was last found in use, in days since 1970; older programs did not write it. */
  usedOn: z.int().nonnegative().exactOptional(),
});

/** The openid of a number on QQ's official platform, by the number in decimal. */
export type OpenidRecord = z.infer<typeof openid>;

export const openids: RecordKind<OpenidRecord> = { name: 'openids', version: 1, schema: openid, sealed: [] };

const openidNumber = z.object({ number: z.int().positive() });

/** The number of an openid, by the openid. */
export type OpenidNumberRecord = z.infer<typeof openidNumber>;

export const openidNumbers: RecordKind<OpenidNumberRecord> = {
  name: 'openid-numbers',
  version: 1,
  schema: openidNumber,
  sealed: [],
};
