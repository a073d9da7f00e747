import type { Clock } from '../clock.ts';
import { createProbePlan } from './count-probe-schedule.ts';
import { type CountReaderDeps, createCountReader, type PollControl } from './count-reader.ts';
import type { PollResult } from './poll-result.ts';
import { minAdaptedInterval } from './poll-schedule.ts';
import { createProbeTrust, judgeProbe } from './probe-trust.ts';
import { forgetCounts, newlyProbed, noteCount, type ProbedAccount, probeAnew } from './probed-account.ts';
import { startWakeableLoop, type WakeableLoop } from './wakeable-loop.ts';

/** How fan counts are used. */
export type ProbeState =
  /** Not at all: too few accounts are watched, or they are polled too often, for counts to save requests. */
  | 'unused'
  | 'trusted'
  /** The counts did not match what polls found, or were not given; they are tried again later. */
  | 'distrusted';

/**
 * Reads the fan counts of twenty accounts per request, and triggers polls of those whose count has changed.
 * Compares the counts with what polls find, to decide whether they can be trusted. Affects only when polls
 * happen, never their results.
 */
export interface CountProber {
  /** Starts reading counts. */
  start(polls: PollControl): void;
  /** Compares the counts with the result of a poll; call it before the next poll is scheduled. */
  compareWithPoll(mid: number, result: PollResult): void;
  /** Resolves when no request is running; after `closed` none starts. */
  ended(): Promise<void>;
  /** When the count of an account is read next, if its polls wait for it; monotonic ms. */
  nextProbe(mid: number): number | undefined;
  readonly inFlight: number;
  readonly state: ProbeState;
}

/**
 * Time between two requests about an account, as a fraction of the poll interval: a minute at five minutes.
 */
const periodShare = 1 / 5;
/**
 * Counts are used from this many accounts per egress address: 60 count requests plus 2 polls each an hour are
 * then fewer than 12 polls each.
 */
const minAccounts = 7;
/** Concurrent requests: ten thousand accounts need eight requests a second. */
const maxConcurrent = 4;
/** After this many periods without a count an account is polled without counts. */
const maxGapPeriods = 3;

export interface ProberDeps extends CountReaderDeps {
  /** The egress address of requests about an account; always the same for a mid. */
  egressOf: (mid: number) => string;
  /** The usual time between two polls of an account, ms. */
  interval: number;
  clock: Clock;
  /** Called with defects. */
  onError: (mid: number, error: unknown) => void;
}

/** Creates a prober. It follows the repository immediately, but requests nothing before `start`. */
export function createCountProber(deps: ProberDeps): CountProber {
  const { watchRepository, egressOf, interval, clock, random, closed, onError } = deps;
  const now = clock.monotonic;
  const period = interval * periodShare;
  const plan = createProbePlan<ProbedAccount>({ period, fewest: minAccounts, egressOf, now, random });
  const trust = createProbeTrust({ usual: interval, now });
  const readCounts = createCountReader(deps);
  /** All accounts polled here, each planned. */
  const accounts = new Map<number, ProbedAccount>();
  const underWay = new Set<Promise<void>>();
  let polls: PollControl | undefined;
  let loop: WakeableLoop | undefined;

  watchRepository.onChange((mid) => {
    const known = accounts.get(mid);
    const isPolled = watchRepository.isPolledHere(mid);
    if (isPolled && known === undefined) {
      const account = newlyProbed(mid);
      accounts.set(mid, account);
      plan.add(account);
    } else if (!isPolled && known !== undefined) {
      accounts.delete(mid);
      for (const other of plan.remove(known)) forget(other);
    }
    if (loop === undefined) startLoop();
    else if (state() === 'trusted') loop.wake(plan.due());
  });

  /** Started only when needed, so that with few accounts no loop wakes up for nothing. */
  function startLoop(): void {
    if (polls !== undefined && state() !== 'unused') loop = startWakeableLoop(clock, closed, probeDue);
  }

  const state = (): ProbeState => {
    if (interval < minAdaptedInterval || plan.size === 0) return 'unused';
    return trust.distrustedUntil() === undefined ? 'trusted' : 'distrusted';
  };

  /** Polls an account without counts until enough counts have been read again. */
  function lose(account: ProbedAccount, isDoubted: boolean): void {
    probeAnew(account, now(), isDoubted);
    polls?.setProbed(account.mid, false);
  }

  function forget(account: ProbedAccount): void {
    if (account.toldAt === undefined) return;
    forgetCounts(account);
    polls?.setProbed(account.mid, false);
  }

  function note(account: ProbedAccount, count: number): void {
    noteCount(account, count, now());
    if (account.missing > 0) return;
    polls?.setProbed(account.mid, true);
    // Repeated until a poll has happened.
    if (account.movedAt !== undefined) polls?.pollAfterCountChange(account.mid);
  }

  async function probe(group: readonly ProbedAccount[]): Promise<void> {
    const mids = group.map(({ mid }) => mid);
    const counts = polls && (await readCounts(mids, polls));
    if (closed.aborted || state() !== 'trusted') return;
    trust.answered(counts !== undefined);
    for (const account of group) {
      const count = counts?.get(account.mid);
      // The watch may have ended meanwhile, or too few accounts may be left.
      if (plan.next(account) === undefined) continue;
      if (count !== undefined) note(account, count);
      else if (account.toldAt !== undefined && now() - account.toldAt > maxGapPeriods * period)
        lose(account, false);
    }
  }

  function probeDue(): number | undefined {
    if (state() !== 'trusted') {
      for (const account of accounts.values()) forget(account);
      return state() === 'distrusted' ? trust.distrustedUntil() : undefined;
    }
    while (underWay.size < maxConcurrent) {
      const group = plan.take();
      const [first] = group;
      if (first === undefined) return plan.due();
      const request = probe(group)
        .catch((error: unknown) => {
          trust.answered(false);
          if (!closed.aborted) onError(first.mid, error);
        })
        .finally(() => {
          underWay.delete(request);
          loop?.wake();
        });
      underWay.add(request);
    }
    return undefined;
  }

  return {
    start(control) {
      polls = control;
      startLoop();
    },
    compareWithPoll(mid, result) {
      const known = accounts.get(mid);
      if (known?.toldAt === undefined || result.kind !== 'good') return;
      const { total: before, movedAt, missing, since } = known;
      known.total = result.total;
      known.movedAt = undefined;
      if (before === undefined || missing > 0 || result.first) return;
      const verdict = judgeProbe(
        {
          movedFor: movedAt === undefined ? undefined : now() - movedAt,
          changed: result.total !== before,
          newcomerFor: result.oldest === undefined ? undefined : clock.now() - result.oldest,
          probedFor: now() - since,
        },
        interval,
      );
      if (verdict === undefined) return;
      trust.judged(verdict, plan.size);
      if (verdict === 'right') known.needed = 1;
      else lose(known, true);
      if (state() === 'distrusted') loop?.wake();
    },
    async ended() {
      await loop?.ended;
      await Promise.all(underWay);
    },
    nextProbe(mid) {
      const account = accounts.get(mid);
      return account?.missing === 0 ? plan.next(account) : undefined;
    },
    get inFlight() {
      return underWay.size;
    },
    get state() {
      return state();
    },
  };
}
