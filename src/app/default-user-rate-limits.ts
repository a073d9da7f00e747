import type { RateLimits } from '../bot/middleware/rate-limits.ts';

/** Limits per user: commands and button presses in a minute, logins in a day. */
export interface UserRateLimits extends RateLimits {
  logins: number;
}

/**
 * Higher than any real use: ten presses a second come from a program. Logins are few because Bilibili notices
 * them.
 */
export const defaultUserRateLimits: UserRateLimits = { commands: 20, presses: 600, logins: 5 };
