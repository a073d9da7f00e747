import type { WatchRecord } from '../storage/index.ts';
import { mapSubscriptions, withOutbox } from './enqueue.ts';
import { alertKinds, wantsPolls } from './kinds/index.ts';
import type { SettingsChange } from './kinds/kind.ts';
import { mergeOutboxes } from './outbox-contents.ts';
import type { AlertSettings, Destination, Subscription } from './types.ts';

/** What a chat may change; `to: null` brings the alerts back to the chat itself. */
export type SubscriptionChange = Partial<AlertSettings> & { to?: Destination | null };

/** The record with a change of one chat's subscription, and what the alert kinds conclude from it. */
export function withSubscriptionChange(
  subscription: Subscription,
  { to, ...wishes }: SubscriptionChange,
  record: WatchRecord,
  change: SettingsChange,
): WatchRecord {
  const { to: before, ...rest } = subscription;
  const destination = to === undefined ? before : (to ?? undefined);
  const settings = { ...subscription.settings, ...wishes };
  // Who came while it wanted nothing is not told of afterwards.
  const woken = wantsPolls(settings) && !wantsPolls(subscription.settings) && record.lookedAt !== undefined;
  const changed: Subscription = {
    ...rest,
    settings,
    ...(destination !== undefined && { to: destination }),
    ...(woken && { anew: subscription.anew ?? 'restarted' }),
  };
  const next: WatchRecord = { ...record, chats: { ...record.chats, [change.chat]: changed } };
  return Object.values(alertKinds).reduce(
    (current, kind) => kind.settingsChanged?.(current, change) ?? current,
    next,
  );
}

/** The subscription with its alerts going on. */
export function withAlertsResumed(subscription: Subscription): Subscription {
  const { paused: _, ...rest } = subscription;
  return rest;
}

/** The record once the group `from` has the id `to`, as subscriber and as destination. */
export function withMigratedGroup(record: WatchRecord, from: number, to: number): WatchRecord {
  const moved = mapSubscriptions(record, (subscription) =>
    subscription.to?.chat === from ? { ...subscription, to: { ...subscription.to, chat: to } } : subscription,
  );
  return withMergedSubscription(moved, from, to);
}

/**
 * The record once the chat `to` is subscribed in the place of `from`. Where it is subscribed already it stays as it is, and
 * what the other still had to be told goes to it.
 */
export function withMergedSubscription(record: WatchRecord, from: number, to: number): WatchRecord {
  const { [from]: subscription, [to]: there, ...chats } = record.chats;
  if (subscription === undefined) return record;
  const outbox = mergeOutboxes(there?.pending, subscription.pending);
  return { ...record, chats: { ...chats, [to]: withOutbox(there ?? subscription, outbox) } };
}
