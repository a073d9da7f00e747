import * as z from 'zod';
import { hour } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

const joinCode = z.object({
  /** The private chat in which the code was created. */
  chat: z.int().positive(),
});

/**
 * The private chat a code joins others to, by the hash of the code; the stored hash cannot be used as a code.
 */
export type JoinCodeRecord = z.infer<typeof joinCode>;

export const joinCodes: RecordKind<JoinCodeRecord> = {
  name: 'join-codes',
  schema: joinCode,
  sealed: [],
  lifetime: hour,
  expiresIfDatedAhead: true,
};
