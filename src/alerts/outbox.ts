import type { WatchRecord } from '../storage/index.ts';
import { type AlertKindName, alertKindNames, alertKinds, wantsPolls } from './kinds/index.ts';
import type { AlertKind } from './kinds/kind.ts';
import {
  type AlertSettings,
  mapSubscriptions,
  type Notice,
  type Outbox,
  type Subscription,
} from './watch-record-parts.ts';

/** An addition to an outbox: any of its kinds. */
export type OutboxAddition = Partial<Outbox>;

/** Merges an addition into an outbox. `away` tells when the added fans came; the first gap is kept. */
export function mergeOutboxes(
  waiting: Outbox | undefined,
  more: OutboxAddition | undefined,
): Outbox | undefined {
  if (more === undefined) return waiting;
  return buildOutbox(waiting?.away ?? more.away, (name, kind) =>
    kind.merge(waiting?.[name] ?? kind.none, more[name] ?? kind.none),
  );
}

/**
 * Removes what was sent from an outbox; more may have been added since.
 * @returns what is left, `undefined` for nothing
 */
export function removeSent(waiting: Outbox | undefined, sent: Outbox): Outbox | undefined {
  if (waiting === undefined) return undefined;
  return buildOutbox(waiting.away === sent.away ? undefined : waiting.away, (name, kind) =>
    kind.removeSent(waiting[name] ?? kind.none, sent[name] ?? kind.none),
  );
}

/** The part of an outbox that may be sent in quiet hours. */
export function allowedInQuietHours(waiting: Outbox, settings: AlertSettings): Outbox | undefined {
  return buildOutbox(undefined, (name, kind) =>
    kind.throughQuietHours?.(settings) ? waiting[name] : kind.none,
  );
}

/** Builds an outbox from one value per alert kind; `undefined` when all are empty. */
export function buildOutbox(
  away: number | undefined,
  contentOf: <K extends AlertKindName>(name: K, kind: AlertKind<Outbox[K]>) => Outbox[K],
): Outbox | undefined {
  const values: { [K in AlertKindName]?: unknown } = {};
  let count = 0;
  const take = <K extends AlertKindName>(name: K) => {
    const kind: AlertKind<Outbox[K]> = alertKinds[name];
    const value = contentOf(name, kind);
    count += kind.count(value);
    if (value !== undefined) values[name] = value;
  };
  for (const name of alertKindNames) take(name);
  return count === 0 ? undefined : ({ ...values, ...(away !== undefined && { away }) } as Outbox);
}

/** Sets the outbox of a subscription; `undefined` removes it. */
export function setOutbox(subscription: Subscription, outbox: Outbox | undefined): Subscription {
  const { pending: _, ...rest } = subscription;
  return outbox === undefined ? rest : { ...rest, pending: outbox };
}

/** Merges an addition into each chat's outbox. */
export function enqueue(
  record: WatchRecord,
  addition: (subscription: Subscription, chat: number) => OutboxAddition | undefined,
): WatchRecord {
  return mapSubscriptions(record, (subscription, chat) =>
    setOutbox(subscription, mergeOutboxes(subscription.pending, addition(subscription, chat))),
  );
}

/** Adds notices to the chats' outboxes, except of chats that want no alerts. */
export function enqueueNotices(record: WatchRecord, notices: (chat: number) => Notice[]): WatchRecord {
  return enqueue(record, ({ settings }, chat) =>
    wantsPolls(settings) ? { notices: notices(chat) } : undefined,
  );
}
