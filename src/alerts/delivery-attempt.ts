import type { Clock } from '../clock.ts';
import type { Limits } from './send-rate-limit.ts';
import { withWatchers } from './enqueue.ts';
import { without } from './outbox.ts';
import type { QuietHoursOf, Send, Sent } from './ports.ts';
import { quietUntil } from './quiet-hours.ts';
import type { Roster } from './watch-repository.ts';
import { losePlace } from './trouble.ts';
import { hour, isSamePlace, minute, type Pending, type Place, placeFor } from './types.ts';

/** What a chat is owed of an account, on its way there. */
export interface Parcel {
  mid: number;
  chat: number;
  place: Place;
  /** How many tries in a row came to nothing. */
  failures: number;
  /** It was held back by the quiet hours the last time. */
  quiet?: boolean;
  /** Since when (ms) the place has been said to be gone, and how often. */
  gone?: { since: number; times: number } | undefined;
  /** Sent, but the store did not take note: to be taken off before anything is sent again. */
  told?: Pending | undefined;
}

/** What bringing works with. */
export interface BringTools {
  roster: Roster;
  send: Send;
  quietHours: QuietHoursOf;
  limits: Limits;
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

/** Brings parcels to chats, one try at a time. */
export interface Bringing {
  /** Gives when (ms) to try again, `undefined` when there is nothing left to bring. */
  bring(parcel: Parcel): Promise<number | undefined>;
  /** When to try again (ms) after a try that came to nothing. */
  later(parcel: Parcel): number;
  /** Notes that something was sent, where that is still to be done. */
  settle(parcel: Parcel): Promise<void>;
}

const firstRetry = 5000;
/** Quiet hours are asked for anew, for they may have been changed. */
const quietAgain = 10 * minute;
/** A place that is said to be gone may be back, or the answer wrong: so often, and over so long, it must be said. */
const goneTimes = 3;
const goneFor = hour;
const goneRetry = 5 * minute;

/** Puts bringing together; what waits for its turn and when is the caller's business. */
export function createBringing(tools: BringTools): Bringing {
  const { roster, clock, limits, closed, givenUp, onError } = tools;

  async function bring(parcel: Parcel): Promise<number | undefined> {
    const { mid, chat, place } = parcel;
    await settle(parcel);
    const hours = await tools.quietHours(chat);
    const until = hours && quietUntil(hours, clock.now());
    parcel.quiet = until !== undefined;
    if (until !== undefined) return Math.min(until, clock.now() + quietAgain);
    await limits.turn(closed);
    // Read only now: what came up during the wait goes with it.
    const record = await roster.get(mid);
    const watcher = record?.chats[chat];
    if (record === undefined || watcher?.pending === undefined || watcher.paused) return undefined;
    // It goes elsewhere since the wait began: what becomes of it must not be taken for the old place's doing.
    if (!isSamePlace(place, placeFor(watcher, chat))) return clock.now();
    closed.throwIfAborted();
    const { pending } = watcher;
    const sent = await trySend(parcel, pending, record.total);
    limits.used(place.chat);
    return conclude(parcel, place, pending, sent);
  }

  async function trySend({ mid, chat, place }: Parcel, pending: Pending, total: number): Promise<Sent> {
    try {
      return await tools.send({ ...pending, mid, chat, to: place, total }, givenUp);
    } catch (error) {
      if (!givenUp.aborted) onError(mid, error);
      return { kind: 'later' };
    }
  }

  async function conclude(
    parcel: Parcel,
    place: Place,
    pending: Pending,
    sent: Sent,
  ): Promise<number | undefined> {
    const lost = async (why: 'blocked' | 'gone') => {
      const { mid, chat } = parcel;
      await roster.change(mid, (record) => losePlace(record, { chat, place, why }, clock.now()));
      return undefined;
    };
    switch (sent.kind) {
      case 'sent':
        parcel.told = pending;
        parcel.failures = 0;
        parcel.gone = undefined;
        await settle(parcel);
        return undefined;
      case 'retryAfter':
        limits.hold(place.chat, sent.seconds * 1000);
        return limits.free(place.chat);
      case 'blocked':
        return lost('blocked');
      case 'gone': {
        const now = clock.now();
        if (!isSamePlace(parcel.place, place)) return now;
        const { since, times } = parcel.gone ?? { since: now, times: 0 };
        if (times + 1 >= goneTimes && now - since >= goneFor) return lost('gone');
        parcel.gone = { since, times: times + 1 };
        return soon(Math.min(goneRetry * 2 ** times, hour));
      }
      case 'migrated':
        await tools.migrate(place.chat, sent.to);
        return undefined;
      case 'later':
        return later(parcel);
    }
  }

  async function settle(parcel: Parcel): Promise<void> {
    const { told } = parcel;
    if (told === undefined) return;
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

  const soon = (ms: number) => clock.now() + ms * (0.9 + 0.2 * tools.random());

  function later(parcel: Parcel): number {
    const wait = Math.min(firstRetry * 2 ** Math.min(parcel.failures, 10), hour);
    parcel.failures += 1;
    return soon(wait);
  }

  return { bring, later, settle };
}
