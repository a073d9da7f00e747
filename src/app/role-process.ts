import type { Monitor } from '../http/program-monitor.ts';
import type { Base } from './base.ts';
import type { StartOptions } from './options.ts';
import type { Running } from './run-program.ts';
import type { StopSignals } from './stop-signals.ts';

/** What the part of a process that depends on its role is started with. */
export interface RoleStart {
  base: Base;
  monitor: Monitor;
  shutdown: StopSignals;
  /** Ends, in the opposite order, what was started. */
  undo: AsyncDisposableStack;
  options: StartOptions;
}

/** What runs then. */
export type RoleRunning = Pick<Running, 'places' | 'claims' | 'ended'>;
