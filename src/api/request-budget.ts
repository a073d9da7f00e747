import type { Clock } from '../clock.ts';

/** A rate limit: `requests` in `per` ms. */
export interface Budget {
  requests: number;
  per: number;
}

/** Who a request is made for: polls for new fans, which run by themselves, or users' commands. */
export type BudgetShare = 'polls' | 'commands';

/**
 * The part of each share that belongs to this process, from 0 to 1, when several use one address. Polls of a
 * process without a part for polls count as commands, because a user asked for them.
 */
export type BudgetPortion = () => Readonly<Record<BudgetShare, number>>;

/** A token bucket that waits until the next request may be sent. */
export interface TokenBucket {
  /**
   * Resolves when the request may be sent, in order of arrival within a share; rejects with the signal's
   * reason.
   */
  take(share: BudgetShare, signal?: AbortSignal): Promise<void>;
  /**
   * How much of the polls' share is left, from 0 to 1. Near 0 for long means that there are more polls than
   * the budget allows.
   */
  left(): number;
}

/**
 * The part of the budget reserved for each share. Polls get no more than theirs; commands also get what polls
 * leave.
 */
const shares: Record<BudgetShare, number> = { polls: 0.8, commands: 0.2 };

interface Waiting {
  share: BudgetShare;
  go(): void;
}

/** The portion of a single process. */
const wholePortion: BudgetPortion = () => ({ polls: 1, commands: 1 });

/** The portion may change while a request waits, so it is read again after this time, ms. */
const maxSleep = 10_000;

/** Counts as a whole token: times are fractional. */
const nearlyOne = 1 - 1e-9;

/**
 * A token bucket: at most `requests` at once, and `requests` in every `per` ms in the long run. Of the
 * waiting requests a command goes first while commands have a token of their own, because a user waits for
 * it; then a poll while polls have one; then a command.
 */
export function createTokenBucket(
  clock: Clock,
  budget: Budget,
  portion: BudgetPortion = wholePortion,
): TokenBucket {
  const partOf = (share: BudgetShare) => shares[share] * portion()[share];
  const all = createTokens(clock, budget, () => partOf('polls') + partOf('commands'));
  const own: Record<BudgetShare, Tokens> = {
    polls: createTokens(clock, budget, () => partOf('polls')),
    commands: createTokens(clock, budget, () => partOf('commands')),
  };
  const waiting = new Set<Waiting>();
  let nap: AbortController | undefined;
  let pumping = false;

  /** The request that gets the next token; undefined when none may be sent. */
  function next(): Waiting | undefined {
    const first: Partial<Record<BudgetShare, Waiting>> = {};
    for (const one of waiting) first[one.share] ??= one;
    const { polls, commands } = first;
    if (commands && own.commands.count() >= nearlyOne) return commands;
    return polls && own.polls.count() >= nearlyOne ? polls : commands;
  }

  /** Ms until a waiting request may be sent. */
  function wait(): number {
    return Math.max(all.until(), next() === undefined ? own.polls.until() : 0);
  }

  /** Grants tokens to waiting requests, sleeping until the next one; a change in the queue wakes it up. */
  async function pump(): Promise<void> {
    if (pumping) return nap?.abort();
    pumping = true;
    while (waiting.size > 0) {
      const first = all.count() >= nearlyOne ? next() : undefined;
      if (first !== undefined) {
        waiting.delete(first);
        all.spend();
        own[first.share].spend();
        first.go();
        continue;
      }
      nap = new AbortController();
      await clock.sleep(Math.min(wait(), maxSleep), nap.signal).catch(() => undefined);
    }
    pumping = false;
  }

  return {
    take(wanted, signal) {
      const share = partOf(wanted) === 0 ? 'commands' : wanted;
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const leave = () => {
          waiting.delete(one);
          void pump();
          reject(signal?.reason);
        };
        const one: Waiting = {
          share,
          go() {
            signal?.removeEventListener('abort', leave);
            resolve();
          },
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting.add(one);
        void pump();
      });
    },
    left: () => Math.min(all.left(), own.polls.left()),
  };
}

/** A number of tokens that grows at a constant rate up to a maximum. */
interface Tokens {
  count(): number;
  /** The tokens as a fraction of the maximum. */
  left(): number;
  /** Takes one token, or the fraction that is left. */
  spend(): void;
  /** Ms until there is a whole token. */
  until(): number;
}

/** The tokens of a part of the budget. The maximum is at least one token. */
function createTokens(clock: Clock, { requests, per }: Budget, part: () => number): Tokens {
  const maxTokens = () => Math.max(1, requests * part());
  const perToken = () => per / (requests * part());
  let tokens = maxTokens();
  let counted = clock.monotonic();

  const count = () => {
    const now = clock.monotonic();
    tokens = Math.min(maxTokens(), tokens + (now - counted) / perToken());
    counted = now;
    return tokens;
  };
  return {
    count,
    left: () => count() / maxTokens(),
    spend() {
      tokens = Math.max(0, count() - 1);
    },
    until: () => (count() >= 1 ? 0 : (1 - tokens) * perToken()),
  };
}

/**
 * The default budget of all sessions of an address. Users report that about 1500 requests in ten minutes from
 * one address go unpunished. That applies to one second between requests of a session and is scaled by
 * `readSpacing` (ms). No limit when there is no spacing.
 */
export function defaultBudget(readSpacing: number): Budget | undefined {
  return readSpacing > 0 ? { requests: Math.ceil((1500 * 1000) / readSpacing), per: 600_000 } : undefined;
}
