import type { Clock } from '../clock.ts';
import { mapSubscriptions } from './enqueue.ts';
import { acknowledge } from './outbox.ts';
import type { QuietHoursOf, SendDigest, SendResult } from './ports.ts';
import { quietUntil } from './quiet-hours.ts';
import type { SendRateLimit } from './send-rate-limit.ts';
import { loseDestination } from './trouble.ts';
import { type Destination, destinationOf, hour, isSameDestination, minute, type Outbox } from './types.ts';
import type { WatchRepository } from './watch-repository.ts';

/** What a chat is owed of an account, on its way there. */
export interface Delivery {
  mid: number;
  chat: number;
  destination: Destination;
  /** How many tries in a row came to nothing. */
  failures: number;
  /** It was held back by the quiet hours the last time. */
  quiet?: boolean;
  /** Since when (ms) the place has been said to be gone, and how often. */
  gone?: { since: number; times: number } | undefined;
  /** Sent, but the store did not take note: to be taken off before anything is sent again. */
  told?: Outbox | undefined;
}

/** What bringing works with. */
export interface DeliveryDeps {
  watchRepository: WatchRepository;
  send: SendDigest;
  quietHours: QuietHoursOf;
  rateLimit: SendRateLimit;
  clock: Clock;
  random: () => number;
  onError: (mid: number, error: unknown) => void;
  /** A chat's group has become another. */
  migrateChat: (from: number, to: number) => Promise<void>;
  /** Begin nothing new. */
  closed: AbortSignal;
  /** Give up what is on its way. */
  givenUp: AbortSignal;
}

/** Brings parcels to chats, one try at a time. */
export interface DeliveryAttempts {
  /** Gives when (ms) to try again, `undefined` when there is nothing left to bring. */
  attempt(delivery: Delivery): Promise<number | undefined>;
  /** When to try again (ms) after a try that came to nothing. */
  retryAt(delivery: Delivery): number;
  /** Notes that something was sent, where that is still to be done. */
  recordSent(delivery: Delivery): Promise<void>;
}

const firstRetry = 5000;
/** Quiet hours are asked for anew, for they may have been changed. */
const quietAgain = 10 * minute;
/** A place that is said to be gone may be back, or the answer wrong: so often, and over so long, it must be said. */
const goneTimes = 3;
const goneFor = hour;
const retryGoneAfter = 5 * minute;

/** Puts bringing together; what waits for its turn and when is the caller's business. */
export function createDeliveryAttempts(tools: DeliveryDeps): DeliveryAttempts {
  const { watchRepository, clock, rateLimit, closed, givenUp, onError } = tools;

  async function attempt(delivery: Delivery): Promise<number | undefined> {
    const { mid, chat, destination } = delivery;
    await recordSent(delivery);
    const hours = await tools.quietHours(chat);
    const until = hours && quietUntil(hours, clock.now());
    delivery.quiet = until !== undefined;
    if (until !== undefined) return Math.min(until, clock.now() + quietAgain);
    await rateLimit.turn(closed);
    // Read only now: what came up during the wait goes with it.
    const record = await watchRepository.get(mid);
    const subscription = record?.chats[chat];
    if (record === undefined || subscription?.pending === undefined || subscription.paused) return undefined;
    // It goes elsewhere since the wait began: what becomes of it must not be taken for the old place's doing.
    if (!isSameDestination(destination, destinationOf(subscription, chat))) return clock.now();
    closed.throwIfAborted();
    const { pending } = subscription;
    const sent = await trySend(delivery, pending, record.total);
    rateLimit.used(destination.chat);
    return conclude(delivery, destination, pending, sent);
  }

  async function trySend(
    { mid, chat, destination }: Delivery,
    pending: Outbox,
    total: number,
  ): Promise<SendResult> {
    try {
      return await tools.send({ ...pending, mid, chat, to: destination, total }, givenUp);
    } catch (error) {
      if (!givenUp.aborted) onError(mid, error);
      return { kind: 'later' };
    }
  }

  async function conclude(
    delivery: Delivery,
    place: Destination,
    pending: Outbox,
    sent: SendResult,
  ): Promise<number | undefined> {
    const lost = async (why: 'blocked' | 'gone') => {
      const { mid, chat } = delivery;
      await watchRepository.change(mid, (record) =>
        loseDestination(record, { chat, place, why }, clock.now()),
      );
      return undefined;
    };
    switch (sent.kind) {
      case 'sent':
        delivery.told = pending;
        delivery.failures = 0;
        delivery.gone = undefined;
        await recordSent(delivery);
        return undefined;
      case 'retryAfter':
        rateLimit.hold(place.chat, sent.seconds * 1000);
        return rateLimit.free(place.chat);
      case 'blocked':
        return lost('blocked');
      case 'gone': {
        const now = clock.now();
        if (!isSameDestination(delivery.destination, place)) return now;
        const { since, times } = delivery.gone ?? { since: now, times: 0 };
        if (times + 1 >= goneTimes && now - since >= goneFor) return lost('gone');
        delivery.gone = { since, times: times + 1 };
        return soon(Math.min(retryGoneAfter * 2 ** times, hour));
      }
      case 'migrated':
        await tools.migrateChat(place.chat, sent.to);
        return undefined;
      case 'later':
        return retryAt(delivery);
    }
  }

  async function recordSent(delivery: Delivery): Promise<void> {
    const { told } = delivery;
    if (told === undefined) return;
    await watchRepository.change(delivery.mid, (record) =>
      mapSubscriptions(record, (subscription, chat) => {
        if (chat !== delivery.chat) return subscription;
        const { pending, ...rest } = subscription;
        const left = acknowledge(pending, told);
        return left === undefined ? rest : { ...rest, pending: left };
      }),
    );
    delivery.told = undefined;
  }

  const soon = (ms: number) => clock.now() + ms * (0.9 + 0.2 * tools.random());

  function retryAt(delivery: Delivery): number {
    const wait = Math.min(firstRetry * 2 ** Math.min(delivery.failures, 10), hour);
    delivery.failures += 1;
    return soon(wait);
  }

  return { attempt, retryAt, recordSent };
}
