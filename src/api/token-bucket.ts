import type { Clock } from '../clock.ts';

/** So many requests in so many ms. */
export interface Budget {
  requests: number;
  per: number;
}

/** What a request is for: polls for new fans, which go on by themselves, or what people have asked for. */
export type BudgetShare = 'polls' | 'commands';

/**
 * How much of the budget of each share is this process's, from 0 to 1: several may go out by one address. Polls of a process
 * that has none of theirs are commands: somebody asked for them.
 */
export type BudgetPortion = () => Readonly<Record<BudgetShare, number>>;

/** A budget of requests: waits until one more may go. */
export interface TokenBucket {
  /** Resolves when the request may go, first come first served within a share; rejects with the signal's reason. */
  take(share: BudgetShare, signal?: AbortSignal): Promise<void>;
  /** How much of what polls may take is left, from 0 to 1: near 0 for long, there are more of them than it carries. */
  left(): number;
}

/** How much of the budget each may always have. Polls have no more; commands also have what polls leave. */
const shares: Record<BudgetShare, number> = { polls: 0.8, commands: 0.2 };

interface Waiting {
  share: BudgetShare;
  go(): void;
}

/** Of the only process. */
const everything: BudgetPortion = () => ({ polls: 1, commands: 1 });

/** A portion may change while it is waited for, ms. */
const longestNap = 10_000;

/** Less than a token by so little is one: time is counted in fractions. */
const nearlyOne = 1 - 1e-9;

/**
 * A token bucket: `requests` at once at most, and `requests` in every `per` ms in the long run. Of those who wait goes first a
 * command while commands have a token of their own, for somebody waits for it; then a poll while polls have one; then a command.
 */
export function createTokenBucket(
  clock: Clock,
  budget: Budget,
  portion: BudgetPortion = everything,
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

  /** Who goes with the next token; undefined when nobody may. */
  function next(): Waiting | undefined {
    const first: Partial<Record<BudgetShare, Waiting>> = {};
    for (const one of waiting) first[one.share] ??= one;
    const { polls, commands } = first;
    if (commands && own.commands.count() >= nearlyOne) return commands;
    return polls && own.polls.count() >= nearlyOne ? polls : commands;
  }

  /** Ms until somebody may go who waits. */
  function wait(): number {
    return Math.max(all.until(), next() === undefined ? own.polls.until() : 0);
  }

  /** Lets go who may, and sleeps until the next may; whoever comes or leaves meanwhile cuts the sleep short. */
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
      await clock.sleep(Math.min(wait(), longestNap), nap.signal).catch(() => undefined);
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

/** Tokens that come evenly, up to a number. */
interface Tokens {
  count(): number;
  /** The same as a part of the most there can be. */
  left(): number;
  /** Takes one, or what is left of it. */
  spend(): void;
  /** Ms until there is one. */
  until(): number;
}

/** As many as this part of the budget; one at least may be kept. */
function createTokens(clock: Clock, { requests, per }: Budget, part: () => number): Tokens {
  const most = () => Math.max(1, requests * part());
  const perToken = () => per / (requests * part());
  let tokens = most();
  let counted = clock.monotonic();

  const count = () => {
    const now = clock.monotonic();
    tokens = Math.min(most(), tokens + (now - counted) / perToken());
    counted = now;
    return tokens;
  };
  return {
    count,
    left: () => count() / most(),
    spend() {
      tokens = Math.max(0, count() - 1);
    },
    until: () => (count() >= 1 ? 0 : (1 - tokens) * perToken()),
  };
}

/**
 * What all sessions of an address together may ask of the site. Its users report that about 1500 requests in ten minutes from
 * one address go unpunished; that goes with a second between two requests of a session, and scales with `readSpacing` (ms).
 * No limit when there is no spacing.
 */
export function usualBudget(readSpacing: number): Budget | undefined {
  return readSpacing > 0 ? { requests: Math.ceil((1500 * 1000) / readSpacing), per: 600_000 } : undefined;
}
