import { startLoop } from './wakeable-loop.ts';
import type { AlertsDeps, Look } from './ports.ts';
import { isLookedAt, type Roster } from './watch-repository.ts';
import { createSchedule, type Looked } from './poll-schedule.ts';
import { createTally } from './hourly-counter.ts';
import { createLook } from './poll.ts';

/** Looks at accounts when they are due, and when asked to. */
export interface Looking {
  /** Begins to look at whoever is due. */
  start(): void;
  /** What is kept of an account has changed: plans its looks, or plans no more. */
  noted(mid: number): void;
  /** Looks soon, even where a look is under way: what it began with is no longer so. */
  hasten(mid: number): void;
  /** Looks now; when a look is under way already, it is that one. */
  look(mid: number): Promise<Look>;
  /** When an account is looked at next (ms); `undefined` while it is, or when nobody would be told. */
  next(mid: number): number | undefined;
  /** Resolves when no look is under way any more; after `closed` none begins. */
  ended(): Promise<void>;
  readonly underWay: number;
  /** Since when (ms) a look has been due that has not ended yet; `undefined` when none is. */
  readonly dueSince: number | undefined;
  readonly inLastHour: number;
}

/** Looks at once. The pace of requests is the api's business; this bounds what waits for its turn there. */
const atOnce = 64;

/** Puts looking together; nothing is looked at by itself before `start`, nor after `closed`. */
export function createLooking(deps: AlertsDeps, roster: Roster, closed: AbortSignal): Looking {
  const { clock, onError } = deps;
  const schedule = createSchedule({ interval: deps.interval, now: clock.now, random: deps.random });
  const lookAt = createLook({ ...deps, roster, failures: schedule.failures });
  const tally = createTally(clock.now);
  const underWay = new Map<number, { begunAt: number; look: Promise<Look> }>();
  /** To be looked at again when the look under way is over. */
  const again = new Set<number>();
  let loop: ReturnType<typeof startLoop> | undefined;

  function begin(mid: number): Promise<Look> {
    const known = underWay.get(mid);
    if (known !== undefined) return known.look;
    const look = lookAt(mid, closed)
      .catch((error: unknown): Look => {
        if (!closed.aborted) onError(mid, error);
        return { kind: 'off' };
      })
      .then((result) => {
        underWay.delete(mid);
        if (result.kind !== 'off') tally.count();
        schedule.looked(mid, lookedOf(result));
        if (again.delete(mid)) schedule.hasten(mid);
        tell(mid, result);
        loop?.wake();
        return result;
      });
    underWay.set(mid, { begunAt: clock.now(), look });
    return look;
  }

  function tell(mid: number, look: Look): void {
    try {
      deps.onLook?.(mid, look);
    } catch (error) {
      onError(mid, error);
    }
  }

  function lookAtDue(): number | undefined {
    while (underWay.size < atOnce) {
      const mid = schedule.take();
      if (mid === undefined) return schedule.due();
      void begin(mid);
    }
    return undefined;
  }

  return {
    start() {
      loop = startLoop(clock, closed, lookAtDue);
    },
    noted(mid) {
      const entry = roster.entry(mid);
      if (!isLookedAt(entry)) return schedule.remove(mid);
      if (schedule.has(mid)) return;
      schedule.add(mid, entry?.restUntil);
      loop?.wake(schedule.next(mid));
    },
    hasten(mid) {
      if (underWay.has(mid)) again.add(mid);
      schedule.hasten(mid);
      loop?.wake();
    },
    look: begin,
    next: (mid) => (underWay.has(mid) ? undefined : schedule.next(mid)),
    async ended() {
      await loop?.ended;
      await Promise.all([...underWay.values()].map(({ look }) => look));
    },
    get underWay() {
      return underWay.size;
    },
    get dueSince() {
      const [oldest] = underWay.values();
      const since = Math.min(oldest?.begunAt ?? clock.now(), schedule.due() ?? clock.now());
      return since < clock.now() ? since : undefined;
    },
    get inLastHour() {
      return tally.lastHour;
    },
  };
}

function lookedOf(look: Look): Looked {
  switch (look.kind) {
    case 'good':
      return { kind: 'good', news: look.fans + look.mutuals > 0 };
    case 'resting':
      return look;
    default:
      return { kind: 'failed' };
  }
}
