import type { Monitor } from '../http/program-monitor.ts';
import type { Base } from './base.ts';
import type { Running } from './run-program.ts';
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

/** Abort signals for the two phases of a stop. */
export type ShutdownSignals = ReturnType<typeof createShutdownSignals>;

/** Creates the signals, not aborted. */
export function createShutdownSignals() {
  const requests = new AbortController();
  const calls = new AbortController();
  const endRequests = () => requests.abort();
  const endCalls = () => calls.abort();
  return {
    /** Aborts requests of handlers and jobs, after they had time to finish. */
    requests: requests.signal,
    /** Aborts calls to chat platforms, after users could be told. */
    calls: calls.signal,
    endRequests,
    endCalls,
    endAll() {
      endRequests();
      endCalls();
    },
  };
}
