import type { Clock } from '../clock.ts';

/** A budget of requests: waits until one more may go. */
export interface Bucket {
  /** Resolves when the request may go, first come first served; rejects with the signal's reason. */
  take(signal?: AbortSignal): Promise<void>;
}

/** A token bucket: `requests` at once at most, and `requests` in every `per` ms in the long run. */
export function createBucket(clock: Clock, budget: { requests: number; per: number }): Bucket {
  const perToken = budget.per / budget.requests;
  let tokens = budget.requests;
  let counted = clock.now();

  return {
    async take(signal) {
      signal?.throwIfAborted();
      const now = clock.now();
      tokens = Math.min(budget.requests, tokens + (now - counted) / perToken);
      counted = now;
      tokens -= 1;
      if (tokens >= 0) return;
      try {
        await clock.sleep(-tokens * perToken, signal);
      } catch (reason) {
        tokens += 1;
        throw reason;
      }
    },
  };
}
