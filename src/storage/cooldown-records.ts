import * as z from 'zod';
import { days, type RecordKind } from './record-codec.ts';

const cooldown = z.object({
  /** When it ends, milliseconds since 1970. */
  until: z.int().nonnegative(),
  /** How long it is, in milliseconds; the next is twice as long. */
  length: z.number().positive(),
  /** The site's number that caused it. */
  code: z.int(),
});

/** How long a risk answer keeps a Bilibili account, guests or everybody from asking: by mid, `guest` or `address`; the latter two of one of several egress addresses with its id, `address:ID`. */
export type CooldownRecord = z.infer<typeof cooldown>;

export const cooldowns: RecordKind<CooldownRecord> = {
  name: 'rests',
  version: 1,
  schema: cooldown,
  sealed: [],
  // The longest is an hour, and the one after it is judged by it.
  lifetime: 1 * days,
};
