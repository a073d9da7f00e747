import type { RateLimits } from '../bot/middleware/rate-limits.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

/** Options beside the configuration, for tests and the playground. */
export interface StartOptions {
  log?: Log;
  clock?: Clock;
  /** Interval of polling a QR code's state, ms. */
  qrInterval?: number;
  /** Least time between two updates of a job's message, ms. */
  jobMessageInterval?: number;
  /** Least time between two full reads of a fan list (to find who has left), ms. */
  compareEvery?: number;
  /** How long handling one update may take, ms. */
  handlingTimeout?: number;
  /** How long handlers may finish once the program stops, ms. */
  drainTime?: number;
  limits?: Partial<UserRateLimits>;
  /** Aborts a start that has not finished. */
  signal?: AbortSignal;
  /** Called as soon as the program cannot start or go on, before the (possibly slow) stop. */
  onFailure?: (error: unknown) => void;
}

/** Limits per user: commands and button presses in a minute, logins in a day. */
export interface UserRateLimits extends RateLimits {
  logins: number;
}

/**
 * Higher than any real use: ten presses a second come from a program. Logins are few because Bilibili notices
 * them.
 */
export const defaultUserRateLimits: UserRateLimits = { commands: 20, presses: 600, logins: 5 };
