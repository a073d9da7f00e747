import type { Clock } from '../clock.ts';
import type { PollControl } from './count-reader.ts';
import { createHourlyCounter } from './hourly-counter.ts';
import type { PollResult } from './poll-result.ts';
import type { PollSchedule, PollSummary } from './poll-schedule.ts';
import { startWakeableLoop, type WakeableLoop } from './wakeable-loop.ts';
import type { WatchRepository } from './watch-repository.ts';

/** Polls accounts when they are due and on request. */
export interface Poller extends PollControl {
  /** Starts polling due accounts. */
  start(): void;
  /**
   * Polls soon; if a poll is running, another one follows, because the running one may have started with old
   * data.
   */
  pollSoon(mid: number): void;
  /** Polls now, or returns the running poll. */
  poll(mid: number): Promise<PollResult>;
  isPolling(mid: number): boolean;
  /**
   * When an account is polled next (ms since 1970); `undefined` while it is being polled, or when nobody
   * would be alerted.
   */
  nextPollAt(mid: number): number | undefined;
  /** Runs fewer polls at once while this work goes on. */
  withFewPolls(work: () => Promise<void>): Promise<void>;
  /** Resolves when no poll is running of an account outside this process's share. */
  othersEnded(): Promise<void>;
  /** Resolves when no poll is running; after `closed` none starts. */
  ended(): Promise<void>;
  readonly inFlight: number;
  /** Since when (monotonic ms) a poll has been due that has not ended; `undefined` when there is none. */
  readonly dueSince: number | undefined;
  readonly pollsInLastHour: number;
}

/**
 * The most polls at once. The rate of requests is limited by the api; this limits how many polls wait for it.
 */
const maxConcurrent = 64;
/** The same while many records are being read, which more polls would delay for minutes on a busy machine. */
const maxWhileLoading = 4;

export interface PollerDeps {
  watchRepository: WatchRepository;
  schedule: PollSchedule;
  /** Polls an account once; rejects only when the signal aborts. */
  pollAccount: (mid: number, signal: AbortSignal) => Promise<PollResult>;
  clock: Clock;
  /** Aborts everything. */
  closed: AbortSignal;
  /** Called with every result before the next poll is scheduled. */
  compare: (mid: number, result: PollResult) => void;
  onPoll: (mid: number, result: PollResult) => void;
  onError: (mid: number, error: unknown) => void;
}

/** Creates a poller. It follows the repository immediately, but polls nothing by itself before `start`. */
export function createPoller(deps: PollerDeps): Poller {
  const { watchRepository, schedule, pollAccount, clock, closed, compare, onPoll, onError } = deps;
  const counter = createHourlyCounter(clock.monotonic);
  const inFlight = new Map<number, { begunAt: number; poll: Promise<PollResult> }>();
  /** Accounts to poll again when the running poll has ended. */
  const pollAgain = new Set<number>();
  let loop: WakeableLoop | undefined;
  let maxAtOnce = maxConcurrent;

  watchRepository.onChange((mid) => {
    if (!watchRepository.isPolledHere(mid)) return schedule.remove(mid);
    if (schedule.has(mid)) return;
    const entry = watchRepository.entry(mid);
    schedule.add(mid, (entry?.restUntil ?? 0) - clock.now());
    // The subscription may have been made before this process knew that the account is in its share.
    if (entry?.isAwaited && schedule.restUntil(mid) <= clock.monotonic()) schedule.makeDue(mid);
    loop?.wake(schedule.next(mid));
  });

  function begin(mid: number): Promise<PollResult> {
    const known = inFlight.get(mid);
    if (known !== undefined) return known.poll;
    const poll = pollAccount(mid, closed)
      .catch((error: unknown): PollResult => {
        if (!closed.aborted) onError(mid, error);
        return { kind: 'off' };
      })
      .then((result) => {
        inFlight.delete(mid);
        if (result.kind !== 'off') counter.increment();
        compare(mid, result);
        schedule.record(mid, summaryOf(result));
        if (pollAgain.delete(mid)) schedule.makeDue(mid);
        announce(mid, result);
        loop?.wake();
        return result;
      });
    inFlight.set(mid, { begunAt: clock.monotonic(), poll });
    return poll;
  }

  function announce(mid: number, result: PollResult): void {
    try {
      onPoll(mid, result);
    } catch (error) {
      onError(mid, error);
    }
  }

  function pollDue(): number | undefined {
    while (inFlight.size < maxAtOnce) {
      const mid = schedule.take();
      if (mid === undefined) return schedule.due();
      void begin(mid);
    }
    return undefined;
  }

  function summaryOf(result: PollResult): PollSummary {
    switch (result.kind) {
      case 'good':
        return { kind: 'good', rate: result.rate };
      case 'resting':
        return { kind: 'resting', ms: result.until - clock.now() };
      default:
        return { kind: 'failed' };
    }
  }

  const wallTime = (monotonic: number) => clock.now() + monotonic - clock.monotonic();

  return {
    start() {
      loop = startWakeableLoop(clock, closed, pollDue);
    },
    pollSoon(mid) {
      if (inFlight.has(mid)) pollAgain.add(mid);
      schedule.makeDue(mid);
      loop?.wake();
    },
    pollAfterCountChange(mid) {
      if (inFlight.has(mid)) pollAgain.add(mid);
      schedule.makeDueAfterCountChange(mid);
      loop?.wake(schedule.next(mid));
    },
    setProbed(mid, probed) {
      schedule.setProbed(mid, probed);
      loop?.wake(schedule.next(mid));
    },
    isHealthy: schedule.isHealthy,
    poll: begin,
    isPolling: (mid) => inFlight.has(mid),
    nextPollAt(mid) {
      const next = inFlight.has(mid) ? undefined : schedule.next(mid);
      return next === undefined ? undefined : wallTime(next);
    },
    async withFewPolls(work) {
      maxAtOnce = maxWhileLoading;
      await work().finally(() => {
        maxAtOnce = maxConcurrent;
        loop?.wake();
      });
    },
    async othersEnded() {
      const others = [...inFlight].filter(([mid]) => !watchRepository.isPolledHere(mid));
      await Promise.all(others.map(([, { poll }]) => poll));
    },
    async ended() {
      await loop?.ended;
      await Promise.all([...inFlight.values()].map(({ poll }) => poll));
    },
    get inFlight() {
      return inFlight.size;
    },
    get dueSince() {
      const [oldest] = inFlight.values();
      const now = clock.monotonic();
      const since = Math.min(oldest?.begunAt ?? now, schedule.due() ?? now);
      return since < now ? since : undefined;
    },
    get pollsInLastHour() {
      return counter.lastHour;
    },
  };
}
