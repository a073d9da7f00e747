import type { Clock } from '../clock.ts';
import { blockedAddress } from './codes.ts';
import { type Cooldown, createCooldown, type SavedCooldown } from './cooldown.ts';
import { BilibiliRefused } from './errors.ts';
import { createRequestQueue, type Kind, type RequestQueue } from './request-queue.ts';
import { type Budget, type BudgetPortion, type BudgetShare, createTokenBucket } from './token-bucket.ts';

const day = 24 * 60 * 60 * 1000;

/** A request that wants its turn. */
export interface TurnRequest {
  /** Which request queue: a session's mid, or that of a guest. */
  queue: string;
  kind: Kind;
  /** Of which share of the budget it is; commands when not given. */
  share?: BudgetShare | undefined;
  /** The endpoint's label, for the error during a cooldown. */
  endpoint: string;
  signal?: AbortSignal | undefined;
}

/** A turn that has come: nobody else of the queue asks until it ends. */
export interface Turn {
  /** When its request starts, monotonic ms. */
  startedAt: number;
  /** Waits for the budget of one more request, to be made at once in the same turn, and gives its start. */
  another(): Promise<number>;
}

/** Who may ask the site when. */
export interface Pace {
  /**
   * Does `work` when its turn comes. During a cooldown of the queue or of the address it throws `BilibiliRefused` with
   * reason `risk` at once.
   */
  run<T>(request: TurnRequest, work: (turn: Turn) => Promise<T>): Promise<T>;
  /**
   * The site showed risk control to a request that started at `startedAt`: -412 cools everyone down, other codes the
   * queue. Gives the end of the cooldown, in ms since 1970.
   */
  risk(queue: string, code: number, startedAt: number): number;
  /** The site did what a request asked for that started at `startedAt`. */
  success(queue: string, startedAt: number): void;
  /** Another process has begun a cooldown that goes by this key among the records, or ended it (undefined). */
  adopt(key: string, saved: SavedCooldown | undefined): void;
  /** Who is kept from asking just now. */
  resting(): Resting;
  /** How much of what polls may take of the budget is left, from 0 to 1; undefined when there is no limit. */
  budgetLeft(): number | undefined;
}

/** Whom risk control keeps from asking. */
export interface Resting {
  /** How many request queues cool down by themselves. */
  queues: number;
  /** Until when nobody at all may ask, ms since 1970; undefined when they may. */
  everyoneUntil: number | undefined;
}

/**
 * Where cooldowns are kept over a restart: by the mid of the session, `guest` for what is asked without a login, and
 * `address` for everybody's; the latter two of an egress address that has an id as `guest:ID` and `address:ID`.
 */
export interface CooldownRecords {
  /** Those that were kept when the program started. */
  readonly saved: ReadonlyMap<string, SavedCooldown>;
  /** Keeps one, in place of what was kept before; undefined: it is over. Must not throw. */
  save(key: string, cooldown: SavedCooldown | undefined): void;
}

/** What everybody's cooldown is called, and that of what is asked without a login. */
const address = 'address';
const guest = 'guest';

/** What one request queue consists of. */
interface Entry {
  queue: RequestQueue;
  cooldown: Cooldown;
}

/**
 * One request at a time in a queue, spaced; one budget for the address all queues share; cooldowns after risk control.
 * Each queue has one request at most waiting for the budget, so a long queue holds up no other. All of it runs on
 * monotonic time: a wall clock that is set makes nobody wait, and nobody hurry.
 */
export function createPace(options: {
  clock: Clock;
  spacing: Record<Kind, number>;
  budget?: Budget | undefined;
  /** How much of that is this process's; all when left out. */
  portion?: BudgetPortion | undefined;
  records?: CooldownRecords | undefined;
  /** Tells this address from others among the records. */
  id?: string | undefined;
}): Pace {
  const { clock, spacing, records, id } = options;
  const bucket = options.budget && createTokenBucket(clock, options.budget, options.portion);
  const entries = new Map<string, Entry>();
  const everyone = cooldownOf(address);
  /** The names of `entries`, gone round to find those that can be forgotten. */
  const names: string[] = [];
  let hand = 0;

  /** Under what a cooldown is kept; those of queues that are made for one call are not. */
  function recordKey(name: string): string | undefined {
    if (/^\d+$/.test(name)) return name;
    if (name !== guest && name !== address) return undefined;
    return id === undefined ? name : `${name}:${id}`;
  }

  function cooldownOf(name: string): Cooldown {
    const saved = records?.saved.get(recordKey(name) ?? '');
    return createCooldown(clock.monotonic, saved && { ...saved, left: saved.until - clock.now() });
  }

  function entryOf(name: string): Entry {
    let entry = entries.get(name);
    if (entry === undefined) {
      forgetSome();
      entry = { queue: createRequestQueue(clock, spacing), cooldown: cooldownOf(name) };
      entries.set(name, entry);
      names.push(name);
    }
    return entry;
  }

  /** Two names are looked at for each that is added, so those that would behave like new ones go in constant time. */
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

  /** A cooldown is remembered for a day after its end, since the next is longer. */
  function isForgettable({ queue, cooldown }: Entry): boolean {
    return queue.idle && (cooldown.length === 0 || clock.monotonic() - cooldown.until > day);
  }

  function save(name: string, cooldown: SavedCooldown | undefined): void {
    const key = recordKey(name);
    if (key !== undefined) records?.save(key, cooldown);
  }

  /** The end of a cooldown by the wall clock, in whole ms: monotonic time has fractions. */
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
    const cooldown = everyone.left() ?? entries.get(queue)?.cooldown.left();
    if (cooldown !== undefined) throw refusal(endpoint, cooldown);
  }

  return {
    async run(request, work) {
      const { kind, share = 'commands', endpoint, signal } = request;
      signal?.throwIfAborted();
      const { queue } = entryOf(request.queue);
      refuseDuringCooldown(request);
      await queue.take(kind, endpoint, signal);
      let asked = false;
      try {
        refuseDuringCooldown(request);
        await bucket?.take(share, signal);
        refuseDuringCooldown(request);
        asked = true;
        return await work({
          startedAt: clock.monotonic(),
          async another() {
            await bucket?.take(share, signal);
            return clock.monotonic();
          },
        });
      } finally {
        queue.give(kind, asked);
      }
    },
    risk(name, code, startedAt) {
      const all = code === blockedAddress;
      const cooldown = all ? everyone : entryOf(name).cooldown;
      cooldown.begin(code, startedAt);
      const left = { ms: cooldown.until - clock.monotonic(), code };
      save(all ? address : name, { until: wallTime(left), length: cooldown.length, code });
      for (const { queue } of all ? entries.values() : [entryOf(name)])
        queue.refuse((endpoint) => refusal(endpoint, left));
      return wallTime(left);
    },
    success(name, startedAt) {
      if (everyone.end(startedAt)) save(address, undefined);
      if (entryOf(name).cooldown.end(startedAt)) save(name, undefined);
    },
    adopt(key, saved) {
      const all = key === recordKey(address);
      const entry = entries.get(key === recordKey(guest) ? guest : key);
      const cooldown = all ? everyone : entry?.cooldown;
      cooldown?.adopt(saved && { ...saved, left: saved.until - clock.now() });
      const left = cooldown?.left();
      if (left === undefined) return;
      for (const { queue } of all ? entries.values() : entry ? [entry] : [])
        queue.refuse((endpoint) => refusal(endpoint, left));
    },
    resting() {
      const cooling = [...entries.values()].filter(({ cooldown }) => cooldown.left() !== undefined);
      const left = everyone.left();
      return { queues: cooling.length, everyoneUntil: left && wallTime(left) };
    },
    budgetLeft: () => bucket?.left(),
  };
}
