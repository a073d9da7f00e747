import { createHourlyCounter } from './hourly-counter.ts';
import { createPoll } from './poll.ts';
import { createPollSchedule, type PollSummary } from './poll-schedule.ts';
import type { AlertsDeps, PollResult } from './ports.ts';
import { startWakeableLoop } from './wakeable-loop.ts';
import { isPolled, type WatchRepository } from './watch-repository.ts';

/** Looks at accounts when they are due, and when asked to. */
export interface Poller {
  /** Begins to look at whoever is due. */
  start(): void;
  /** What is kept of an account has changed: plans its looks, or plans no more. */
  subscriptionsChanged(mid: number): void;
  /** Looks soon, even where a look is under way: what it began with is no longer so. */
  pollSoon(mid: number): void;
  /** Looks now; when a look is under way already, it is that one. */
  poll(mid: number): Promise<PollResult>;
  /** When an account is looked at next (ms); `undefined` while it is, or when nobody would be told. */
  nextPollAt(mid: number): number | undefined;
  /** Resolves when no look is under way any more; after `closed` none begins. */
  ended(): Promise<void>;
  readonly inFlight: number;
  /** Since when (ms) a look has been due that has not ended yet; `undefined` when none is. */
  readonly dueSince: number | undefined;
  readonly pollsInLastHour: number;
}

/** Looks at once. The pace of requests is the api's business; this bounds what waits for its turn there. */
const atOnce = 64;

/** Puts looking together; nothing is looked at by itself before `start`, nor after `closed`. */
export function createPoller(
  deps: AlertsDeps,
  watchRepository: WatchRepository,
  closed: AbortSignal,
): Poller {
  const { clock, onError } = deps;
  const schedule = createPollSchedule({ interval: deps.interval, now: clock.now, random: deps.random });
  const pollAccount = createPoll({ ...deps, watchRepository, failures: schedule.failures });
  const counter = createHourlyCounter(clock.now);
  const inFlight = new Map<number, { begunAt: number; look: Promise<PollResult> }>();
  /** To be looked at again when the look under way is over. */
  const pollAgain = new Set<number>();
  let loop: ReturnType<typeof startWakeableLoop> | undefined;

  function begin(mid: number): Promise<PollResult> {
    const known = inFlight.get(mid);
    if (known !== undefined) return known.look;
    const look = pollAccount(mid, closed)
      .catch((error: unknown): PollResult => {
        if (!closed.aborted) onError(mid, error);
        return { kind: 'off' };
      })
      .then((result) => {
        inFlight.delete(mid);
        if (result.kind !== 'off') counter.increment();
        schedule.looked(mid, summaryOf(result));
        if (pollAgain.delete(mid)) schedule.hasten(mid);
        tell(mid, result);
        loop?.wake();
        return result;
      });
    inFlight.set(mid, { begunAt: clock.now(), look });
    return look;
  }

  function tell(mid: number, look: PollResult): void {
    try {
      deps.onPoll?.(mid, look);
    } catch (error) {
      onError(mid, error);
    }
  }

  function pollDue(): number | undefined {
    while (inFlight.size < atOnce) {
      const mid = schedule.take();
      if (mid === undefined) return schedule.due();
      void begin(mid);
    }
    return undefined;
  }

  return {
    start() {
      loop = startWakeableLoop(clock, closed, pollDue);
    },
    subscriptionsChanged(mid) {
      const entry = watchRepository.entry(mid);
      if (!isPolled(entry)) return schedule.remove(mid);
      if (schedule.has(mid)) return;
      schedule.add(mid, entry?.restUntil);
      loop?.wake(schedule.next(mid));
    },
    pollSoon(mid) {
      if (inFlight.has(mid)) pollAgain.add(mid);
      schedule.hasten(mid);
      loop?.wake();
    },
    poll: begin,
    nextPollAt: (mid) => (inFlight.has(mid) ? undefined : schedule.next(mid)),
    async ended() {
      await loop?.ended;
      await Promise.all([...inFlight.values()].map(({ look }) => look));
    },
    get inFlight() {
      return inFlight.size;
    },
    get dueSince() {
      const [oldest] = inFlight.values();
      const since = Math.min(oldest?.begunAt ?? clock.now(), schedule.due() ?? clock.now());
      return since < clock.now() ? since : undefined;
    },
    get pollsInLastHour() {
      return counter.lastHour;
    },
  };
}

function summaryOf(look: PollResult): PollSummary {
  switch (look.kind) {
    case 'good':
      return { kind: 'good', news: look.fans + look.mutuals > 0 };
    case 'resting':
      return look;
    default:
      return { kind: 'failed' };
  }
}
