import type { Clock } from '../clock.ts';
import { createHourlyCounter } from './hourly-counter.ts';
import type { PollSchedule, PollSummary } from './poll-schedule.ts';
import type { PollControl, PollResult } from './ports.ts';
import { startWakeableLoop, type WakeableLoop } from './wakeable-loop.ts';
import type { WatchRepository } from './watch-repository.ts';

/** Polls accounts when they are due, and when asked to. */
export interface Poller extends PollControl {
  /** Begins to poll whoever is due. */
  start(): void;
  /** Polls soon, even where a poll is under way: what it began with is no longer so. */
  pollSoon(mid: number): void;
  /** Polls now; when a poll is under way already, it is that one. */
  poll(mid: number): Promise<PollResult>;
  isPolling(mid: number): boolean;
  /** When an account is polled next (ms since 1970); `undefined` while it is, or when nobody would be told. */
  nextPollAt(mid: number): number | undefined;
  /** Begins few polls at once while this work goes on. */
  sparing(work: () => Promise<void>): Promise<void>;
  /** Resolves when no poll is under way any more of an account that is not to be polled here. */
  othersEnded(): Promise<void>;
  /** Resolves when no poll is under way any more; after `closed` none begins. */
  ended(): Promise<void>;
  readonly inFlight: number;
  /** Since when (ms, monotonic) a poll has been due that has not ended yet; `undefined` when none is. */
  readonly dueSince: number | undefined;
  readonly pollsInLastHour: number;
}

/** Polls at once. The pace of requests is the api's business; this bounds what waits for its turn there. */
const atOnce = 64;
/** The same while the records of many accounts are read, which the turns of more polls would hold up for minutes on a busy machine. */
const sparingly = 4;

export interface PollerDeps {
  watchRepository: WatchRepository;
  schedule: PollSchedule;
  /** One poll of an account; rejects only when the signal aborts. */
  pollAccount: (mid: number, signal: AbortSignal) => Promise<PollResult>;
  clock: Clock;
  /** Ends everything. */
  closed: AbortSignal;
  /** Hears of every poll before the next one is planned. */
  compare: (mid: number, result: PollResult) => void;
  onPoll: (mid: number, result: PollResult) => void;
  onError: (mid: number, error: unknown) => void;
}

/** Keeps the schedule in step with the repository from now on; nothing is polled by itself before `start`. */
export function createPoller(deps: PollerDeps): Poller {
  const { watchRepository, schedule, pollAccount, clock, closed, compare, onPoll, onError } = deps;
  const counter = createHourlyCounter(clock.monotonic);
  const inFlight = new Map<number, { begunAt: number; poll: Promise<PollResult> }>();
  /** To be polled again when the poll under way is over. */
  const pollAgain = new Set<number>();
  let loop: WakeableLoop | undefined;
  let most = atOnce;

  watchRepository.onChange((mid) => {
    if (!watchRepository.isPolledHere(mid)) return schedule.remove(mid);
    if (schedule.has(mid)) return;
    const entry = watchRepository.entry(mid);
    schedule.add(mid, (entry?.restUntil ?? 0) - clock.now());
    // When a chat began to watch it, this process may not have known yet that it is to poll it.
    if (entry?.isAwaited && schedule.restUntil(mid) <= clock.monotonic()) schedule.hasten(mid);
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
        if (pollAgain.delete(mid)) schedule.hasten(mid);
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
    while (inFlight.size < most) {
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
      schedule.hasten(mid);
      loop?.wake();
    },
    pollMoved(mid) {
      if (inFlight.has(mid)) pollAgain.add(mid);
      schedule.hastenMoved(mid);
      loop?.wake(schedule.next(mid));
    },
    setProbed(mid, probed) {
      schedule.setProbed(mid, probed);
      loop?.wake(schedule.next(mid));
    },
    isWell: schedule.isWell,
    poll: begin,
    isPolling: (mid) => inFlight.has(mid),
    nextPollAt(mid) {
      const next = inFlight.has(mid) ? undefined : schedule.next(mid);
      return next === undefined ? undefined : wallTime(next);
    },
    async sparing(work) {
      most = sparingly;
      await work().finally(() => {
        most = atOnce;
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
