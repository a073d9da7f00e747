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
  schema: cooldown,
  sealed: [],
  // A cooldown lasts at most an hour, but determines the length of the next.
  lifetime: day,
};

const quota = z.object({
  /** The day counted, such as 2026-01-31. */
  day: z.string(),
  used: z.int().nonnegative(),
});

/** How many people's relations an account has changed in a day, by its mid. */
export type QuotaRecord = z.infer<typeof quota>;

export const quotas: RecordKind<QuotaRecord> = {
  name: 'quotas',
  schema: quota,
  sealed: [],
  lifetime: 2 * day,
};

const loginCount = z.object({
  /** When the first attempt was made, in ms since 1970. */
  since: z.int().nonnegative(),
  count: z.int().positive(),
});

/** Recent attempts of a person to log in to Bilibili, by Telegram user id. */
export type LoginCountRecord = z.infer<typeof loginCount>;

export const loginCounts: RecordKind<LoginCountRecord> = {
  name: 'loginCounts',
  schema: loginCount,
  sealed: [],
  lifetime: day,
};
