import { type BringTools, createBringing, type Parcel } from './delivery-attempt.ts';
import { createLimits } from './send-rate-limit.ts';
import { startLoop } from './wakeable-loop.ts';
import type { Seat } from './watch-repository.ts';
import { createTimetable } from './due-queue.ts';
import { isSamePlace } from './types.ts';

/** Brings chats what they are owed, each when its turn comes. */
export interface Delivery {
  /** Chats are owed something of an account. */
  wake(mid: number, seats: readonly Seat[]): void;
  /** A chat's quiet hours have changed: what they held back may be due. */
  reconsider(chat: number): void;
  /** How many chats (each for one account) wait to be told. */
  readonly waiting: number;
  /** How many messages are on their way. */
  readonly sending: number;
  /** Telegram is back: what failed is tried again now. */
  again(): void;
  /** Ends when nothing is on its way any more; begins nothing new. */
  stop(): Promise<void>;
}

/** At most so many messages are on their way at once: slow ones hold up nobody before there are as many. */
const atOnce = 100;

/** Delivers from now on, until `closed`. */
export function createDelivery(tools: Omit<BringTools, 'limits'>): Delivery {
  const { roster, clock, closed, onError } = tools;
  const limits = createLimits(clock);
  const { bring, later, settle } = createBringing({ ...tools, limits });
  const parcels = new Map<string, Parcel>();
  const times = createTimetable<string>();
  const underWay = new Map<string, Promise<void>>();
  /** Places that a message is on its way to, and what waits for its end. */
  const busy = new Map<number, string[]>();

  function start(key: string, parcel: Parcel): void {
    const { chat } = parcel.place;
    busy.set(chat, []);
    const done = bring(parcel)
      .catch((error: unknown) => {
        if (closed.aborted) return undefined;
        onError(parcel.mid, error);
        return later(parcel);
      })
      .then((next) => {
        underWay.delete(key);
        const held = busy.get(chat) ?? [];
        busy.delete(chat);
        for (const other of held)
          if (parcels.has(other) && !underWay.has(other)) times.set(other, limits.free(chat));
        if (next !== undefined) times.set(key, next);
        else if (!parcel.told) parcels.delete(key);
        if (next === undefined && !closed.aborted) rewake(parcel);
        loop.wake();
      });
    underWay.set(key, done);
  }

  /** What came up while a message was on its way. */
  function rewake({ mid, chat }: Parcel): void {
    const seat = roster.entry(mid)?.chats.find((one) => one.chat === chat);
    if (seat?.owed) wake(mid, [seat]);
  }

  function wake(mid: number, seats: readonly Seat[]): void {
    for (const { chat, place } of seats) {
      const key = `${mid}:${chat}`;
      const known = parcels.get(key);
      if (known !== undefined && isSamePlace(known.place, place)) continue;
      // Where it goes has changed: what went wrong there counts no more. A message on its way is not called back.
      if (known !== undefined) Object.assign(known, { place, failures: 0, gone: undefined });
      else parcels.set(key, { mid, chat, place, failures: 0 });
      if (!underWay.has(key)) times.set(key, clock.now());
    }
    loop.wake();
  }

  function reconsider(chat: number): void {
    for (const [key, parcel] of parcels) {
      if (parcel.chat === chat && parcel.quiet && !underWay.has(key)) times.set(key, clock.now());
    }
    loop.wake();
  }

  /** Starts whoever is due; a chat's next waits for its one on the way, and for what the chat may take. */
  function startDue(): number | undefined {
    for (let first = times.first(); first !== undefined && first.due <= clock.now(); first = times.first()) {
      if (underWay.size >= atOnce) return undefined;
      times.delete(first.key);
      const parcel = parcels.get(first.key);
      if (parcel === undefined) continue;
      const { chat } = parcel.place;
      const free = limits.free(chat);
      const held = busy.get(chat);
      if (held !== undefined) held.push(first.key);
      else if (free > clock.now()) times.set(first.key, free);
      else start(first.key, parcel);
    }
    return times.first()?.due;
  }

  const loop = startLoop(clock, closed, startDue);
  return {
    wake,
    reconsider,
    again() {
      for (const [key, parcel] of parcels) {
        if (parcel.failures === 0) continue;
        parcel.failures = 0;
        if (!underWay.has(key) && times.due(key) !== undefined) times.set(key, clock.now());
      }
      loop.wake();
    },
    get waiting() {
      return parcels.size;
    },
    get sending() {
      return underWay.size;
    },
    async stop() {
      await loop.ended;
      while (underWay.size > 0) await Promise.all(underWay.values());
      // The last chance of what was sent and not taken note of.
      for (const parcel of parcels.values())
        await settle(parcel).catch((error: unknown) => onError(parcel.mid, error));
    },
  };
}
