import * as z from 'zod';
import { day } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

const count = z.int().nonnegative();

const personCheck = z.object({
  /** The account no longer exists. */
  gone: z.boolean(),
  /** Banned by the site. */
  banned: z.boolean(),
  level: count.exactOptional(),
  fans: count.exactOptional(),
  /** Number of published videos. */
  posts: count.exactOptional(),
  /** When the newest was published, in seconds since 1970. */
  lastPost: count.exactOptional(),
});

/** Result of checking one person, by `account:mid`; sealed, since it shows whom the account follows. */
export type PersonCheckRecord = z.infer<typeof personCheck>;

export const personChecks: RecordKind<PersonCheckRecord> = {
  name: 'personChecks',
  version: 1,
  schema: personCheck,
  sealed: 'all',
  lifetime: 7 * day,
};
