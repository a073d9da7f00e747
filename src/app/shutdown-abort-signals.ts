/** The two moments of a stop after which something that still runs is given up. */
export interface ShutdownSignals {
  /** Requests of handlers and jobs are given up: they had their time to finish. */
  readonly requests: AbortSignal;
  /** Calls to chat platforms are given up: their users had their time to be told. */
  readonly calls: AbortSignal;
  endRequests(): void;
  endCalls(): void;
  /** Gives up everything at once. */
  endAll(): void;
}

/** The signals of a stop that has not begun. */
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
