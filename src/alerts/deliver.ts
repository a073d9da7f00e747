import type { Clock } from '../clock.ts';
import { createLimits } from './limits.ts';
import { without } from './pending.ts';
import type { QuietHoursOf, Send, Sent } from './ports.ts';
import { quietUntil } from './quiet.ts';
import type { Roster, Seat } from './roster.ts';
import { createTimetable } from './timetable.ts';
import { withWatchers } from './trouble.ts';
import { hour, type Pending, type Place } from './types.ts';

/** Brings what chats are owed to them. */
export interface Delivery {
  /** Chats are owed something of an account. */
  wake(mid: number, seats: readonly Seat[]): void;
  /** How many chats (each for one account) wait to be told. */
  readonly waiting: number;
  /** How many messages are on their way. */
  readonly sending: number;
  /** Ends when nothing is on its way any more; begins nothing new. */
  stop(): Promise<void>;
}

/** What delivery works with. */
export interface DeliveryTools {
  roster: Roster;
  send: Send;
  quietHours: QuietHoursOf;
  clock: Clock;
  random: () => number;
  onError: (mid: number, error: unknown) => void;
  /** A chat's group has become another. */
  migrate: (from: number, to: number) => Promise<void>;
  /** Begin nothing new. */
  closed: AbortSignal;
  /** Give up what is on its way. */
  givenUp: AbortSignal;
}

/** At most so many messages are on their way at once: slow ones hold up nobody before there are as many. */
const atOnce = 100;
const firstRetry = 5000;

interface Parcel {
  mid: number;
  chat: number;
  place: Place;
  failures: number;
  /** Sent, but the store did not take note: to be taken off before anything is sent again. */
  told?: Pending | undefined;
}

/** Delivers from now on, until `closed`. */
export function createDelivery(tools: DeliveryTools): Delivery {
  const { roster, clock, closed, onError } = tools;
  const limits = createLimits(clock);
  const parcels = new Map<string, Parcel>();
  const times = createTimetable<string>();
  const underWay = new Map<string, Promise<void>>();
  /** Places that a message is on its way to, and what waits for its end. */
  const busy = new Map<number, string[]>();
  let nap: AbortController | undefined;

  const nudge = () => nap?.abort();

  function start(key: string, parcel: Parcel): void {
    const { chat } = parcel.place;
    busy.set(chat, []);
    const done = deliver(parcel)
      .then(
        (next) => next,
        (error: unknown) => {
          if (closed.aborted) return undefined;
          onError(parcel.mid, error);
          return later(parcel);
        },
      )
      .then((next) => {
        underWay.delete(key);
        const held = busy.get(chat) ?? [];
        busy.delete(chat);
        for (const other of held) if (parcels.has(other)) times.set(other, limits.free(chat));
        if (next === undefined) parcels.delete(key);
        else times.set(key, next);
        if (next === undefined && !closed.aborted) rewake(parcel);
        nudge();
      });
    underWay.set(key, done);
  }

  /** What came up while a message was on its way. */
  function rewake({ mid, chat }: Parcel): void {
    const seat = roster.entry(mid)?.chats.find((one) => one.chat === chat);
    if (seat?.owed) wake(mid, [seat]);
  }

  /** Brings a chat what it is owed; gives when (ms) to come again, `undefined` when there is nothing left to do. */
  async function deliver(parcel: Parcel): Promise<number | undefined> {
    const { mid, chat, place } = parcel;
    if (parcel.told) await takeOff(parcel, parcel.told);
    const hours = await tools.quietHours(chat);
    const until = hours && quietUntil(hours, clock.now());
    if (until !== undefined) return until;
    await limits.turn(closed);
    // Read only now: what came up during the wait goes with it.
    const record = await roster.get(mid);
    const watcher = record?.chats[chat];
    if (watcher?.pending === undefined || watcher.paused) return undefined;
    closed.throwIfAborted();
    const { pending } = watcher;
    const digest = { ...pending, mid, chat, to: place, total: record?.total ?? 0 };
    const sent = await tools.send(digest, tools.givenUp).catch((error: unknown): Sent => {
      if (!tools.givenUp.aborted) onError(mid, error);
      return { kind: 'later' };
    });
    limits.used(place.chat);
    return conclude(parcel, pending, sent);
  }

  async function conclude(parcel: Parcel, pending: Pending, sent: Sent): Promise<number | undefined> {
    const { mid, chat, place } = parcel;
    switch (sent.kind) {
      case 'sent':
        parcel.told = pending;
        parcel.failures = 0;
        await takeOff(parcel, pending);
        return undefined;
      case 'retryAfter':
        limits.hold(place.chat, sent.seconds * 1000);
        return limits.free(place.chat);
      case 'blocked':
      case 'gone': {
        const paused = { why: sent.kind, since: clock.now() };
        await roster.change(mid, (record) =>
          withWatchers(record, (watcher, one) => (one === chat ? { ...watcher, paused } : watcher)),
        );
        return undefined;
      }
      case 'migrated':
        await tools.migrate(place.chat, sent.to);
        return undefined;
      case 'later':
        return later(parcel);
    }
  }

  async function takeOff(parcel: Parcel, told: Pending): Promise<void> {
    await roster.change(parcel.mid, (record) =>
      withWatchers(record, (watcher, chat) => {
        if (chat !== parcel.chat) return watcher;
        const { pending, ...rest } = watcher;
        const left = without(pending, told);
        return left === undefined ? rest : { ...rest, pending: left };
      }),
    );
    parcel.told = undefined;
  }

  function later(parcel: Parcel): number {
    const wait = Math.min(firstRetry * 2 ** Math.min(parcel.failures, 10), hour);
    parcel.failures += 1;
    return clock.now() + wait * (0.9 + 0.2 * tools.random());
  }

  function wake(mid: number, seats: readonly Seat[]): void {
    for (const { chat, place } of seats) {
      const key = `${mid}:${chat}`;
      const known = parcels.get(key);
      // Where it goes may have changed; a message on its way is not called back.
      if (known !== undefined) known.place = place;
      else {
        parcels.set(key, { mid, chat, place, failures: 0 });
        times.set(key, clock.now());
      }
    }
    nudge();
  }

  /** Starts whoever is due; a chat's next waits for its one on the way, and for what the chat may take. */
  function startDue(): void {
    for (let first = times.first(); first !== undefined && first.due <= clock.now(); first = times.first()) {
      if (underWay.size >= atOnce) return;
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
  }

  async function run(): Promise<void> {
    while (!closed.aborted) {
      nap = new AbortController();
      startDue();
      const next = underWay.size >= atOnce ? undefined : times.first();
      const wait = next === undefined ? hour : Math.max(0, next.due - clock.now());
      await clock.sleep(wait, AbortSignal.any([nap.signal, closed])).catch(() => undefined);
    }
  }

  const running = run();
  return {
    wake,
    get waiting() {
      return parcels.size;
    },
    get sending() {
      return underWay.size;
    },
    async stop() {
      await running;
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}
