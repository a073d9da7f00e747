import type { WatchRecord } from '../storage/index.ts';
import { type Destination, destinationOf, isSameDestination } from './destination.ts';
import { alertKinds, wantsPolls } from './kinds/index.ts';
import type { SettingsChange } from './kinds/kind.ts';
import { mergeOutboxes, setOutbox } from './outbox.ts';
import {
  type AlertSettings,
  changeSubscription,
  mapSubscriptions,
  type Subscription,
} from './watch-record-parts.ts';

/** A change of a subscription; `to: null` sends alerts to the chat itself again. */
export type SubscriptionChange = Partial<AlertSettings> & { to?: Destination | null };

/** Applies a change to one chat's subscription, and lets the alert kinds update the record. */
export function withSubscriptionChange(
  subscription: Subscription,
  { to, ...wishes }: SubscriptionChange,
  change: SettingsChange,
): WatchRecord {
  const { before: record, chat } = change;
  const { to: before, ...rest } = subscription;
  const destination = to === undefined ? before : (to ?? undefined);
  const settings = { ...subscription.settings, ...wishes };
  // Fans who came while it wanted no alerts are not reported later.
  const woken = wantsPolls(settings) && !wantsPolls(subscription.settings) && record.lookedAt !== undefined;
  const changed: Subscription = {
    ...rest,
    settings,
    ...(destination !== undefined && { to: destination }),
    ...(woken && { anew: subscription.anew ?? 'restarted' }),
  };
  const next: WatchRecord = { ...record, chats: { ...record.chats, [chat]: changed } };
  return Object.values(alertKinds).reduce(
    (current, kind) => kind.settingsChanged?.(current, change) ?? current,
    next,
  );
}

/** Removes the pause of a subscription. */
export function withAlertsResumed(subscription: Subscription): Subscription {
  const { paused: _, ...rest } = subscription;
  return rest;
}

/** Replaces the id of a group that has migrated, as subscriber and as destination. */
export function withMigratedGroup(record: WatchRecord, from: number, to: number): WatchRecord {
  const moved = mapSubscriptions(record, (subscription) =>
    subscription.to?.chat === from ? { ...subscription, to: { ...subscription.to, chat: to } } : subscription,
  );
  return withMergedSubscription(moved, from, to);
}

/**
 * Moves the subscription of `from` to `to`. If `to` is already subscribed, its settings stay and it gets the
 * undelivered alerts of `from`.
 */
export function withMergedSubscription(record: WatchRecord, from: number, to: number): WatchRecord {
  const { [from]: subscription, [to]: there, ...chats } = record.chats;
  if (subscription === undefined) return record;
  const outbox = mergeOutboxes(there?.pending, subscription.pending);
  return { ...record, chats: { ...chats, [to]: setOutbox(there ?? subscription, outbox) } };
}

/**
 * Records that a destination of a chat accepts no messages. Alerts sent elsewhere come back to the chat
 * itself, which is notified; if it is the chat itself, its alerts are paused until it is resumed. No alerts
 * are lost.
 */
export function loseDestination(
  record: WatchRecord,
  lost: { chat: number; destination: Destination; why: 'blocked' | 'gone' },
  now: number,
): WatchRecord {
  const { chat, destination, why } = lost;
  const subscription = record.chats[chat];
  // The destination may have been changed while the message was being sent.
  if (subscription === undefined || !isSameDestination(destinationOf(subscription, chat), destination))
    return record;
  const { to, ...rest } = subscription;
  if (to === undefined)
    return changeSubscription(record, chat, (one) => ({ ...one, paused: { why, since: now } }));
  const notice = { kind: 'placeLost' as const, at: now, place: destination };
  return changeSubscription(record, chat, () =>
    setOutbox(rest, mergeOutboxes(rest.pending, { notices: [notice] })),
  );
}
