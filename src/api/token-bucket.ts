import type { Clock } from '../clock.ts';

/** So many requests in so many ms. */
export interface Budget {
  requests: number;
  per: number;
}

/** A budget of requests: waits until one more may go. */
export interface TokenBucket {
  /** Resolves when the request may go, first come first served; rejects with the signal's reason. */
  take(signal?: AbortSignal): Promise<void>;
  /** How much of the budget may go at once now, from 0 to 1. */
  left(): number;
}

/** A token bucket: `requests` at once at most, and `requests` in every `per` ms in the long run. */
export function createTokenBucket(clock: Clock, budget: Budget): TokenBucket {
  const perToken = budget.per / budget.requests;
  let tokens = budget.requests;
  let counted = clock.monotonic();

  function refill(): void {
    const now = clock.monotonic();
    tokens = Math.min(budget.requests, tokens + (now - counted) / perToken);
    counted = now;
  }

  return {
    async take(signal) {
      signal?.throwIfAborted();
      refill();
      tokens -= 1;
      if (tokens >= 0) return;
      try {
        await clock.sleep(-tokens * perToken, signal);
      } catch (reason) {
        tokens += 1;
        throw reason;
      }
    },
    left() {
      refill();
      return Math.max(0, tokens) / budget.requests;
    },
  };
}

/**
 * What all sessions of an address together may ask of the site. Its users report that about 1500 requests in ten minutes from one
 * address go unpunished; that goes with a second between two requests of a session, and scales with `readSpacing` (ms).
 * No limit when there is no spacing.
 */
export function usualBudget(readSpacing: number): Budget | undefined {
  return readSpacing > 0 ? { requests: Math.ceil((1500 * 1000) / readSpacing), per: 600_000 } : undefined;
}
