import * as z from 'zod';
import { day } from '../time-units.ts';
import type { RecordKind } from './record-codec.ts';

const cooldown = z.object({
  /** When it ends, in ms since 1970. */
  until: z.int().nonnegative(),
  /** Length in ms; the next one is twice as long. */
  length: z.number().positive(),
  /** The site's error code that caused it. */
  code: z.int(),
});

/**
 * Cooldown after a risk answer, in which no requests are made: by mid for an account, `guest` for guests,
 * `address` for everybody. With several egress addresses the latter two end with the address's id:
 * `address:ID`.
 */
export type CooldownRecord = z.infer<typeof cooldown>;

export const cooldowns: RecordKind<CooldownRecord> = {
  name: 'rests',
  version: 1,
  schema: cooldown,
  sealed: [],
  // A cooldown lasts at most an hour, but determines the length of the next.
  lifetime: day,
};
