import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { UserRateLimits } from './default-user-rate-limits.ts';

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
