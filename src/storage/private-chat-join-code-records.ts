import * as z from 'zod';
import type { RecordKind } from './record-codec.ts';

const joinCode = z.object({
  /** The private chat that the code was made in. */
  chat: z.int().positive(),
});

/** What a code joins a private chat to, by the hash of the code: what is kept opens nothing. */
export type JoinCodeRecord = z.infer<typeof joinCode>;

export const joinCodes: RecordKind<JoinCodeRecord> = {
  name: 'join-codes',
  version: 1,
  schema: joinCode,
  sealed: [],
  lifetime: 3600_000,
};
