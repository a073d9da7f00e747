import type { Clock } from '../clock.ts';
import { hour, minute } from '../time-units.ts';
import { type Destination, destinationOf, isSameDestination } from './destination.ts';
import type { Queued } from './due-queue.ts';
import { allowedInQuietHours, removeSent, setOutbox } from './outbox.ts';
import { type QuietHoursOf, quietHoursEnd } from './quiet-hours.ts';
import type { Digest, SendDigest, SendResult, SendResultListener } from './send-digest-interface.ts';
import type { SendRateLimit } from './send-rate-limit.ts';
import { loseDestination } from './subscription-changes.ts';
import { changeSubscription, type Outbox } from './watch-record-parts.ts';
import type { WatchRepository } from './watch-repository.ts';

/** Delivery of a chat's outbox for one account. */
export interface Delivery extends Queued {
  mid: number;
  chat: number;
  destination: Destination;
  /** How many attempts have failed in a row. */
  failures: number;
  /** Whether the last attempt was held back by quiet hours. */
  quiet?: boolean;
  /** Since when (monotonic, ms) the destination has been reported gone, and how often. */
  gone?: { since: number; times: number } | undefined;
  /** How many attempts in a row ended without knowing whether the message was sent. */
  doubts?: number | undefined;
  /**
   * What was sent but could not be saved as sent; it must be removed from the outbox before anything else is
   * sent.
   */
  sent?: Outbox | undefined;
}

export interface DeliveryAttemptDeps {
  watchRepository: WatchRepository;
  send: SendDigest;
  /** Called with every result and awaited before it is acted on. */
  onResult: SendResultListener;
  quietHours: QuietHoursOf;
  rateLimit: SendRateLimit;
  clock: Clock;
  random: () => number;
  onError: (mid: number, error: unknown) => void;
  /** A chat's group has a new id. */
  migrateChat: (from: number, to: number) => Promise<void>;
  /** Aborts when no new attempt may start. */
  closed: AbortSignal;
  /** Aborts the messages being sent. */
  abortSends: AbortSignal;
}

/** Delivers the contents of outboxes, one attempt at a time. Times are monotonic, ms. */
export interface DeliveryAttempts {
  /** Makes one attempt. Returns when to try again; `undefined` when nothing is left to send. */
  attempt(delivery: Delivery): Promise<number | undefined>;
  /** When to try again after a failed attempt. */
  retryAt(delivery: Delivery): number;
  /** Removes what was sent from the outbox, if that is still to be done. */
  recordSent(delivery: Delivery): Promise<void>;
}

const firstRetry = 1000;
/** Quiet hours are read again after this time, because they may have changed. */
const quietRecheck = 10 * minute;
/**
 * A destination reported gone may come back, or the report may be wrong: it counts as lost only after this
 * many reports over this long.
 */
const minGoneReports = 3;
const minGoneTime = hour;
const retryGoneAfter = 5 * minute;
/**
 * A message that may or may not have been sent is repeated once soon, as it may be lost, then rarely, as it
 * may have arrived.
 */
const repeatAfter = minute;
const repeatAgainAfter = hour;

/** Creates the attempts only; order and timing are up to the delivery queue. */
export function createDeliveryAttempts(deps: DeliveryAttemptDeps): DeliveryAttempts {
  const { watchRepository, clock, rateLimit, closed, abortSends, onError } = deps;
  const { monotonic } = clock;

  async function attempt(delivery: Delivery): Promise<number | undefined> {
    const { mid, chat, destination } = delivery;
    await recordSent(delivery);
    const hours = await deps.quietHours(chat);
    const until = hours && quietHoursEnd(hours, clock.now());
    delivery.quiet = until !== undefined;
    const held = until && monotonic() + Math.min(until - clock.now(), quietRecheck);
    const isUrgent = watchRepository.entry(mid)?.subscribers.some((one) => one.chat === chat && one.urgent);
    if (held !== undefined && !isUrgent) return held;
    await rateLimit.waitForTurn(destination.chat, closed);
    // Read only now, so that alerts added while waiting are included.
    const record = await watchRepository.get(mid);
    const subscription = record?.chats[chat];
    if (record === undefined || subscription?.pending === undefined || subscription.paused) return undefined;
    // The destination has changed while waiting; the result must not be attributed to the old one.
    if (!isSameDestination(destination, destinationOf(subscription, chat))) return monotonic();
    closed.throwIfAborted();
    const { pending, settings } = subscription;
    const outbox = held === undefined ? pending : allowedInQuietHours(pending, settings);
    if (outbox === undefined) return held;
    const digest: Digest = { ...outbox, mid, chat, to: destination, total: record.total };
    const result = await trySend(digest);
    rateLimit.countMessage(destination.chat);
    const next = await conclude(delivery, destination, outbox, result);
    return next ?? (result.kind === 'sent' ? held : undefined);
  }

  async function trySend(digest: Digest): Promise<SendResult> {
    const result = await deps.send(digest, abortSends).catch((error: unknown): SendResult => {
      if (!abortSends.aborted) onError(digest.mid, error);
      return { kind: 'later' };
    });
    try {
      await deps.onResult(digest, result);
      return result;
    } catch (error) {
      onError(digest.mid, error);
      // A failing listener does not change the fact that the message was sent.
      return result.kind === 'sent' ? result : { kind: 'later' };
    }
  }

  async function conclude(
    delivery: Delivery,
    destination: Destination,
    outbox: Outbox,
    result: SendResult,
  ): Promise<number | undefined> {
    const lost = async (why: 'blocked' | 'gone') => {
      const { mid, chat } = delivery;
      await watchRepository.change(mid, (record) =>
        loseDestination(record, { chat, destination, why }, clock.now()),
      );
      return undefined;
    };
    switch (result.kind) {
      case 'sent':
        delivery.sent = outbox;
        delivery.failures = 0;
        delivery.gone = undefined;
        delivery.doubts = undefined;
        await recordSent(delivery);
        return undefined;
      case 'retryAfter':
        rateLimit.pauseChat(destination.chat, result.seconds * 1000);
        return rateLimit.freeAt(destination.chat);
      case 'blocked':
        return lost('blocked');
      case 'gone': {
        const now = monotonic();
        if (!isSameDestination(delivery.destination, destination)) return now;
        const { since, times } = delivery.gone ?? { since: now, times: 0 };
        if (times + 1 >= minGoneReports && now - since >= minGoneTime) return lost('gone');
        delivery.gone = { since, times: times + 1 };
        return soon(Math.min(retryGoneAfter * 2 ** times, hour));
      }
      case 'migrated':
        await deps.migrateChat(destination.chat, result.to);
        return undefined;
      case 'inDoubt':
        delivery.doubts = (delivery.doubts ?? 0) + 1;
        return soon(delivery.doubts === 1 ? repeatAfter : repeatAgainAfter);
      case 'later':
        return retryAt(delivery);
    }
  }

  async function recordSent(delivery: Delivery): Promise<void> {
    const { sent } = delivery;
    if (sent === undefined) return;
    await watchRepository.change(delivery.mid, (record) =>
      changeSubscription(record, delivery.chat, (subscription) =>
        setOutbox(subscription, removeSent(subscription.pending, sent)),
      ),
    );
    delivery.sent = undefined;
  }

  const soon = (ms: number) => monotonic() + ms * (0.9 + 0.2 * deps.random());

  function retryAt(delivery: Delivery): number {
    const wait = Math.min(firstRetry * 2 ** Math.min(delivery.failures, 12), hour);
    delivery.failures += 1;
    return soon(wait);
  }

  return { attempt, retryAt, recordSent };
}
