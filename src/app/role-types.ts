import type { Monitor } from '../http/program-monitor.ts';
import type { Base } from './base.ts';
import type { Running } from './run-program.ts';
import type { ShutdownSignals } from './shutdown-abort-signals.ts';
import type { StartOptions } from './start-options.ts';

/** What the part of a process that depends on its role is started with. */
export interface RoleDeps {
  base: Base;
  monitor: Monitor;
  shutdown: ShutdownSignals;
  /** Ends, in the opposite order, what was started. */
  undo: AsyncDisposableStack;
  options: StartOptions;
}

/** What runs then. */
export type RoleRunning = Pick<Running, 'places' | 'claims' | 'ended'>;
