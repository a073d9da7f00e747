/** Abort signals for the two phases of a stop. */
export interface ShutdownSignals {
  /** Aborts requests of handlers and jobs, after they had time to finish. */
  readonly requests: AbortSignal;
  /** Aborts calls to chat platforms, after users could be told. */
  readonly calls: AbortSignal;
  endRequests(): void;
  endCalls(): void;
  /** Aborts everything at once. */
  endAll(): void;
}

/** Creates the signals, not aborted. */
export function createShutdownSignals(): ShutdownSignals {
  const requests = new AbortController();
  const calls = new AbortController();
  const endRequests = () => requests.abort();
  const endCalls = () => calls.abort();
  return {
    requests: requests.signal,
    calls: calls.signal,
    endRequests,
    endCalls,
    endAll() {
      endRequests();
      endCalls();
    },
  };
}
