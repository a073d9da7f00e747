import * as z from 'zod';
import { days, type RecordKind } from './record-codec.ts';

const count = z.int().nonnegative();

const personCheck = z.object({
  /** There was no such account any more. */
  gone: z.boolean(),
  /** Banned by the site. */
  banned: z.boolean(),
  level: count.exactOptional(),
  fans: count.exactOptional(),
  /** Videos they have published. */
  posts: count.exactOptional(),
  /** When the newest of them was, in seconds since 1970. */
  lastPost: count.exactOptional(),
});

/** What a look at one person told, by `account:mid`; it says whom the account follows, so it is sealed. */
export type PersonCheckRecord = z.infer<typeof personCheck>;

export const personChecks: RecordKind<PersonCheckRecord> = {
  name: 'personChecks',
  version: 1,
  schema: personCheck,
  sealed: 'all',
  lifetime: 7 * days,
};
