import type { Monitor } from '../http/serve-health-and-metrics.ts';
import type { Base } from './base.ts';
import type { Running } from './run-program.ts';
import type { ShutdownSignals } from './shutdown-abort-signals.ts';
import type { StartOptions } from './start-options.ts';

/** What a role of the process (bot or watcher) is started with. */
export interface RoleDeps {
  base: Base;
  monitor: Monitor;
  shutdown: ShutdownSignals;
  /** Stops what was started, in reverse order. */
  undo: AsyncDisposableStack;
  options: StartOptions;
}

/** What a started role returns. */
export type RunningRole = Pick<Running, 'places' | 'claims' | 'ended'>;
