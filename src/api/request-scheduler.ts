import type { Clock } from '../clock.ts';
import { day } from '../time-units.ts';
import { blockedAddress } from './codes.ts';
import {
  address,
  type Cooldown,
  type CooldownRecords,
  createKeptCooldowns,
  type SavedCooldown,
} from './cooldown.ts';
import { BilibiliRefused } from './errors.ts';
import { type Budget, type BudgetPortion, type BudgetShare, createTokenBucket } from './request-budget.ts';
import { createRequestQueue, type RequestKind, type RequestQueue } from './spaced-request-queue.ts';

/** A request for a turn. */
export interface TurnRequest {
  /** The request queue: the mid of a session, or `guest`. */
  queue: string;
  kind: RequestKind;
  /** The share of the budget it counts toward; `commands` by default. */
  share?: BudgetShare | undefined;
  /** The endpoint's label, for the error during a cooldown. */
  endpoint: string;
  signal?: AbortSignal | undefined;
}

/** A turn: until it ends, no other request of the queue is sent. */
export interface Turn {
  /** When its request starts, monotonic ms. */
  startedAt: number;
  /** Waits for the budget of one more request in the same turn; returns its start, monotonic ms. */
  anotherRequest(): Promise<number>;
}

/** Decides when requests to the site may be sent. */
export interface RequestScheduler {
  /**
   * Runs `work` when its turn comes. During a cooldown of the queue or the address it throws
   * `BilibiliRefused` with reason `risk` immediately.
   */
  run<T>(request: TurnRequest, work: (turn: Turn) => Promise<T>): Promise<T>;
  /**
   * Call when a request that started at `startedAt` met risk control: -412 starts a cooldown of the whole
   * address, other codes one of the queue. Returns the end of the cooldown, ms since 1970.
   */
  reportRisk(queue: string, code: number, startedAt: number): number;
  /** Call when a request that started at `startedAt` succeeded. */
  reportSuccess(queue: string, startedAt: number): void;
  /**
   * Takes over a cooldown that another process has started or, with `undefined`, ended; `key` as in the
   * cooldown records.
   */
  adopt(key: string, saved: SavedCooldown | undefined): void;
  /** The current cooldowns. */
  activeCooldowns(): ActiveCooldowns;
  /** How much of the polls' share of the budget is left, from 0 to 1; undefined when there is no limit. */
  budgetLeft(): number | undefined;
}

/** Cooldowns in effect. */
export interface ActiveCooldowns {
  /** How many request queues are in a cooldown of their own. */
  queues: number;
  /** End of the cooldown of the whole address, ms since 1970; undefined when there is none. */
  everyoneUntil: number | undefined;
}

/** The state of one request queue. */
interface Entry {
  queue: RequestQueue;
  cooldown: Cooldown;
}

/**
 * One request at a time in a queue, with spacing; one budget shared by all queues; cooldowns after risk
 * control. At most one request of each queue waits for the budget, so a long queue does not delay the others.
 * Uses monotonic time only, so setting the wall clock has no effect.
 */
export function createRequestScheduler(options: {
  clock: Clock;
  spacing: Record<RequestKind, number>;
  budget?: Budget | undefined;
  /** The portion of the budget this process may use; all of it by default. */
  portion?: BudgetPortion | undefined;
  records?: CooldownRecords | undefined;
  /** Distinguishes this address from others in the records. */
  id?: string | undefined;
}): RequestScheduler {
  const { clock, spacing } = options;
  const bucket = options.budget && createTokenBucket(clock, options.budget, options.portion);
  const entries = new Map<string, Entry>();
  const kept = createKeptCooldowns(clock, options.records, options.id);
  const addressCooldown = kept.restore(address);
  /** The names of `entries`, visited in a circle to find those that can be removed. */
  const names: string[] = [];
  let hand = 0;

  function entryOf(name: string): Entry {
    let entry = entries.get(name);
    if (entry === undefined) {
      forgetSome();
      entry = { queue: createRequestQueue(clock, spacing), cooldown: kept.restore(name) };
      entries.set(name, entry);
      names.push(name);
    }
    return entry;
  }

  /** Checks two names for each one added, so unused entries are removed in constant time. */
  function forgetSome(): void {
    for (let looked = 0; looked < 2 && names.length > 0; looked += 1) {
      hand %= names.length;
      const name = names[hand] ?? '';
      const entry = entries.get(name);
      if (entry && !isForgettable(entry)) {
        hand += 1;
        continue;
      }
      entries.delete(name);
      const last = names.pop() ?? '';
      if (hand < names.length) names[hand] = last;
    }
  }

  /** A cooldown is remembered for a day after its end, because it makes the next one longer. */
  function isForgettable({ queue, cooldown }: Entry): boolean {
    return queue.idle && (cooldown.length === 0 || clock.monotonic() - cooldown.until > day);
  }

  /** The end of a cooldown by the wall clock, rounded up to whole ms: monotonic time has fractions. */
  const wallTime = (cooldown: { ms: number }) => Math.ceil(clock.now() + cooldown.ms);

  function refusal(endpoint: string, cooldown: { ms: number; code: number }): BilibiliRefused {
    return new BilibiliRefused({
      reason: 'risk',
      code: cooldown.code,
      endpoint,
      restUntil: wallTime(cooldown),
    });
  }

  function refuseDuringCooldown({ queue, endpoint }: TurnRequest): void {
    const cooldown = addressCooldown.left() ?? entries.get(queue)?.cooldown.left();
    if (cooldown !== undefined) throw refusal(endpoint, cooldown);
  }

  return {
    async run(request, work) {
      const { kind, share = 'commands', endpoint, signal } = request;
      signal?.throwIfAborted();
      const { queue } = entryOf(request.queue);
      refuseDuringCooldown(request);
      await queue.acquire(kind, endpoint, signal);
      let asked = false;
      try {
        refuseDuringCooldown(request);
        await bucket?.take(share, signal);
        refuseDuringCooldown(request);
        asked = true;
        return await work({
          startedAt: clock.monotonic(),
          async anotherRequest() {
            await bucket?.take(share, signal);
            return clock.monotonic();
          },
        });
      } finally {
        queue.release(kind, asked);
      }
    },
    reportRisk(name, code, startedAt) {
      const all = code === blockedAddress;
      const cooldown = all ? addressCooldown : entryOf(name).cooldown;
      cooldown.begin(code, startedAt);
      const left = { ms: cooldown.until - clock.monotonic(), code };
      kept.save(all ? address : name, { until: wallTime(left), length: cooldown.length, code });
      for (const { queue } of all ? entries.values() : [entryOf(name)])
        queue.rejectAll((endpoint) => refusal(endpoint, left));
      return wallTime(left);
    },
    reportSuccess(name, startedAt) {
      if (addressCooldown.end(startedAt)) kept.save(address, undefined);
      if (entryOf(name).cooldown.end(startedAt)) kept.save(name, undefined);
    },
    adopt(key, saved) {
      const name = kept.nameOf(key);
      const all = name === address;
      const entry = name === undefined ? undefined : entries.get(name);
      const cooldown = all ? addressCooldown : entry?.cooldown;
      cooldown?.adopt(saved && { ...saved, left: saved.until - clock.now() });
      const left = cooldown?.left();
      if (left === undefined) return;
      for (const { queue } of all ? entries.values() : entry ? [entry] : [])
        queue.rejectAll((endpoint) => refusal(endpoint, left));
    },
    activeCooldowns() {
      const cooling = [...entries.values()].filter(({ cooldown }) => cooldown.left() !== undefined);
      const left = addressCooldown.left();
      return { queues: cooling.length, everyoneUntil: left && wallTime(left) };
    },
    budgetLeft: () => bucket?.left(),
  };
}
