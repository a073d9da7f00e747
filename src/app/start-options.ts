import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { UserLimits } from './user-limits.ts';

/** What tests and the playground may set besides the configuration. */
export interface StartOptions {
  log?: Log;
  clock?: Clock;
  /** How often the state of a QR code is asked, in milliseconds. */
  qrInterval?: number;
  /** How long a job's message stays as it is before it is changed again, in milliseconds. */
  boardInterval?: number;
  /** How often, at most, all fans are read for who has left, in milliseconds. */
  compareEvery?: number;
  /** How long one update may take, in milliseconds. */
  patience?: number;
  /** How long handlers may finish once the program stops, in milliseconds. */
  drainTime?: number;
  limits?: Partial<UserLimits>;
  /** Gives up a start that is still under way. */
  signal?: AbortSignal;
  /** Told at once when the program cannot go on, or not start: before what was started is stopped, which may take long. */
  onFailure?: (error: unknown) => void;
}
