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
