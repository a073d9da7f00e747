import type { Clock } from '../clock.ts';
import { createProbePlan } from './count-probe-schedule.ts';
import { createCountReader } from './count-reader.ts';
import { shortestAdapted } from './poll-schedule.ts';
import type { PollControl, PollResult } from './ports.ts';
import { createProbeTrust, judgeProbe } from './probe-trust.ts';
import type { SessionPicker } from './session-picker.ts';
import { startWakeableLoop, type WakeableLoop } from './wakeable-loop.ts';
import type { WatchRepository } from './watch-repository.ts';

/** How the counts of accounts are used. */
export type ProbeState =
  /** Too few accounts are watched, or they are polled too often, for it to save anything. */
  | 'unused'
  | 'trusted'
  /** The site's counts did not fit what polls found, or it gave none: they are tried again later. */
  | 'distrusted';

/**
 * Asks for the counts of twenty accounts in one request, has those polled whose count has moved, and learns from what polls
 * find whether counts are of use. It changes when polls are made, never what they conclude.
 */
export interface Prober {
  /** Begins to ask. */
  start(polls: PollControl): void;
  /** Compares the counts with what a poll has found; before the next poll is planned. */
  compare(mid: number, result: PollResult): void;
  /** Resolves when no request is under way any more; after `closed` none begins. */
  ended(): Promise<void>;
  /** When the count is asked for next of an account whose polls wait for it; ms, monotonic. */
  nextProbe(mid: number): number | undefined;
  readonly inFlight: number;
  readonly state: ProbeState;
}

/** Between two requests about an account, in usual intervals: a minute at five minutes. */
const periodShare = 1 / 5;
/** From so many accounts of one egress address on, 60 requests an hour for their counts and 2 polls each are fewer than 12 polls each. */
const fewest = 7;
/** Requests at once: ten thousand accounts need eight a second. */
const atOnce = 4;
/** An account of which the site does not tell the count for so many periods is polled by itself. */
const longestGap = 3;
/** Whose count moved in vain is polled without it for at most so many times the period, doubled each time it does. */
const longestVain = 64;

export interface ProberDeps {
  watchRepository: WatchRepository;
  sessionPicker: SessionPicker;
  /** The egress address of requests about an account. */
  egressOf: (mid: number) => string;
  /** Between two polls of an account, ms. */
  interval: number;
  clock: Clock;
  random: () => number;
  /** Ends everything. */
  closed: AbortSignal;
  /** Told of defects. */
  onError: (mid: number, error: unknown) => void;
}

/** What is kept of an account; times by the monotonic clock. */
interface Probed {
  /** The last count; `undefined` where there is none to compare with. */
  count: number | undefined;
  /** Since when it has been probed without a gap. */
  since: number;
  /** When the site told its count last. */
  toldAt: number;
  /** So many more answers before polls wait for its count: a poll must come after the first. */
  missing: number;
  /** How many answers it takes; doubled when it moved in vain. */
  needed: number;
  /** When it moved first after the last poll. */
  movedAt: number | undefined;
  /** The total that the last poll found. */
  total: number | undefined;
}

/** All fields from the beginning: those that come later take an object more. */
const newlyProbed = (now: number): Probed => ({
  count: undefined,
  since: now,
  toldAt: now,
  missing: 1,
  needed: 1,
  movedAt: undefined,
  total: undefined,
});

/** Keeps in step with the repository from now on; nothing is asked before `start`. */
export function createCountProber(deps: ProberDeps): Prober {
  const { watchRepository, egressOf, interval, clock, random, closed, onError } = deps;
  const now = clock.monotonic;
  const period = interval * periodShare;
  const plan = createProbePlan({ period, fewest, egressOf, now, random });
  const trust = createProbeTrust({ usual: interval, now });
  const readCounts = createCountReader(deps);
  const accounts = new Map<number, Probed>();
  const underWay = new Set<Promise<void>>();
  let polls: PollControl | undefined;
  let loop: WakeableLoop | undefined;

  watchRepository.onChange((mid) => {
    if (watchRepository.isPolledHere(mid)) plan.add(mid);
    else {
      for (const other of plan.remove(mid)) forget(other);
      accounts.delete(mid);
    }
    if (loop === undefined) startLoop();
    else loop.wake(plan.due());
  });

  /** Few accounts need no loop that wakes for nothing. */
  function startLoop(): void {
    if (polls !== undefined && state() !== 'unused') loop = startWakeableLoop(clock, closed, probeDue);
  }

  const state = (): ProbeState => {
    if (interval < shortestAdapted || plan.size === 0) return 'unused';
    return trust.distrustedUntil() === undefined ? 'trusted' : 'distrusted';
  };

  /** From now on an account is polled by itself, until its count has been there often enough again. */
  function lose(mid: number, { needed = 1, total }: Partial<Probed> = {}): void {
    accounts.set(mid, { ...newlyProbed(now()), missing: needed, needed, total });
    polls?.setProbed(mid, false);
  }

  function forget(mid: number): void {
    polls?.setProbed(mid, false);
    accounts.delete(mid);
  }

  function note(mid: number, count: number): void {
    const known = accounts.get(mid) ?? newlyProbed(now());
    accounts.set(mid, known);
    known.toldAt = now();
    const moved = known.count !== undefined && known.count !== count;
    if (known.count === undefined) known.since = now();
    else if (known.missing > 0) known.missing -= 1;
    known.count = count;
    if (known.missing > 0) return;
    polls?.setProbed(mid, true);
    if (moved) known.movedAt ??= now();
    // Again and again until a poll came of it.
    if (known.movedAt !== undefined) polls?.pollMoved(mid);
  }

  async function probe(mids: readonly number[]): Promise<void> {
    const counts = polls && (await readCounts(mids, polls));
    if (closed.aborted || state() !== 'trusted') return;
    trust.answered(counts !== undefined);
    for (const mid of mids) {
      const count = counts?.get(mid);
      // Its watch may have ended meanwhile, or too few be left for it.
      if (!watchRepository.isPolledHere(mid) || plan.next(mid) === undefined) continue;
      const known = accounts.get(mid);
      if (count !== undefined) note(mid, count);
      else if (known && now() - known.toldAt > longestGap * period) lose(mid, known);
    }
  }

  function probeDue(): number | undefined {
    if (state() !== 'trusted') {
      for (const mid of [...accounts.keys()]) forget(mid);
      return state() === 'distrusted' ? trust.distrustedUntil() : undefined;
    }
    while (underWay.size < atOnce) {
      const mids = plan.take();
      if (mids.length === 0) return plan.due();
      const request = probe(mids)
        .catch((error: unknown) => {
          trust.answered(false);
          if (!closed.aborted) onError(mids[0] ?? 0, error);
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
    compare(mid, result) {
      const known = accounts.get(mid);
      if (known === undefined || result.kind !== 'good') return;
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
      else lose(mid, { ...known, needed: Math.min(2 * known.needed, longestVain) });
      if (state() === 'distrusted') loop?.wake();
    },
    async ended() {
      await loop?.ended;
      await Promise.all(underWay);
    },
    nextProbe: (mid) => (accounts.get(mid)?.missing === 0 ? plan.next(mid) : undefined),
    get inFlight() {
      return underWay.size;
    },
    get state() {
      return state();
    },
  };
}
