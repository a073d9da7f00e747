import type { Clock } from '../clock.ts';

/** A budget of requests: waits until one more may go. */
export interface TokenBucket {
  /** Resolves when the request may go, first come first served; rejects with the signal's reason. */
  take(signal?: AbortSignal): Promise<void>;
}

/** A token bucket: `requests` at once at most, and `requests` in every `per` ms in the long run. */
export function createTokenBucket(clock: Clock, budget: { requests: number; per: number }): TokenBucket {
  const perToken = budget.per / budget.requests;
  let tokens = budget.requests;
  let counted = clock.monotonic();

  return {
    async take(signal) {
      signal?.throwIfAborted();
      const now = clock.monotonic();
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

/**
 * What all sessions together may ask of the site. Its users report that about 1500 requests in ten minutes from one
 * address go unpunished; that goes with a second between two requests of a session, and scales with `readSpacing` (ms).
 * No limit when there is no spacing.
 */
export function usualEgress(readSpacing: number): { requests: number; per: number } | undefined {
  return readSpacing > 0 ? { requests: Math.ceil((1500 * 1000) / readSpacing), per: 600_000 } : undefined;
}
