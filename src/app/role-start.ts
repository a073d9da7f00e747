import type { Monitor } from '../http/program-monitor.ts';
import type { Base } from './base.ts';
import type { Running } from './run-program.ts';
import type { StartOptions } from './start-options.ts';
import type { StopPhases } from './stop-phases.ts';

/** What the part of a process that depends on its role is started with. */
export interface RoleStart {
  base: Base;
  monitor: Monitor;
  shutdown: StopPhases;
  /** Ends, in the opposite order, what was started. */
  undo: AsyncDisposableStack;
  options: StartOptions;
}

/** What runs then. */
export type RoleRunning = Pick<Running, 'places' | 'claims' | 'ended'>;
