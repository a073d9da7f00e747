import type { WatchRecord } from '../storage/index.ts';
import { mapSubscriptions } from './enqueue.ts';
import type { FanHistory } from './fan-history.ts';
import { countOf, mergeOutboxes } from './outbox.ts';
import { forgetFans, rememberFans } from './reconcile.ts';
import type { Trouble } from './trouble.ts';
import {
  type AlertSettings,
  type Destination,
  defaultAlertSettings,
  type Subscription,
  wantsPolls,
} from './types.ts';
import type { WatchRepository } from './watch-repository.ts';

/** How a chat watches an account, as it is on the disk. */
export interface SubscriptionView {
  mid: number;
  settings: AlertSettings;
  /** Where alerts go when not to the chat itself. */
  to: Destination | undefined;
  paused: Subscription['paused'];
  /** Since when the chat's login no longer works, ms. */
  loginLost: number | undefined;
  /** What keeps the account from being looked at. */
  trouble: { why: Trouble; since: number } | undefined;
  /** How many fans there are; `undefined` before the first look. */
  fans: number | undefined;
  /** How the number of fans went; `undefined` before the first look. */
  history: FanHistory | undefined;
  /** New fans who are still to be told of. */
  untold: number;
  /** The next good look is the first for this chat, and tells it of nobody. */
  isFirst: boolean;
}

/** What a chat may change; `to: null` brings the alerts back to the chat itself. */
export type SubscriptionChange = Partial<AlertSettings> & { to?: Destination | null };

/** Who watches whom, and how. Changes of one account run one after another. */
export interface Subscriptions {
  /** Begins to watch, or changes how; alerts that were paused go on. */
  subscribe(chat: number, mid: number, change: SubscriptionChange): Promise<SubscriptionView>;
  change(chat: number, mid: number, change: SubscriptionChange): Promise<SubscriptionView | undefined>;
  /** Stops; what was not yet told is dropped, and with the last chat everything known of the account. */
  unsubscribe(chat: number, mid: number): Promise<boolean>;
  view(chat: number, mid: number): Promise<SubscriptionView | undefined>;
  /** Whom a chat watches. */
  list(chat: number): Promise<SubscriptionView[]>;
  /** Lets a chat's paused alerts go on; their mids. */
  resume(chat: number): Promise<number[]>;
  /** A group has another id now: as watcher, and as a place alerts go to. */
  migrateChat(from: number, to: number): Promise<void>;
  /** People who are fans for certain are not told of as new. */
  markKnown(mid: number, fans: readonly number[]): Promise<void>;
  /** People who were made to leave are not told of as lost. */
  markGone(mid: number, fans: readonly number[]): Promise<void>;
}

const empty: WatchRecord = { known: [], former: [], total: 0, newest: 0, milestone: 0, chats: {} };

/** Watchers on the records of a roster; `now` in milliseconds. */
export function createSubscriptions(watchRepository: WatchRepository, now: () => number): Subscriptions {
  const mids = (has: (chat: number) => boolean) =>
    [...watchRepository.mids()].filter((mid) => {
      const entry = watchRepository.entry(mid);
      return (
        entry?.subscribers.some(({ chat, destination }) => has(chat) || has(destination.chat)) ||
        entry?.paused.some(has)
      );
    });

  return {
    async subscribe(chat, mid, change) {
      const record = await watchRepository.put(mid, (current = empty) => {
        const subscription = current.chats[chat];
        return subscription === undefined
          ? withChange(current, chat, { settings: defaultAlertSettings, anew: 'started' }, change)
          : withChange(current, chat, goingOn(subscription), change);
      });
      return viewOf(mid, record, record.chats[chat] ?? { settings: defaultAlertSettings });
    },
    async change(chat, mid, change) {
      const record = await watchRepository.change(mid, (current) => {
        const subscription = current.chats[chat];
        return subscription === undefined ? current : withChange(current, chat, subscription, change);
      });
      const subscription = record?.chats[chat];
      return record && subscription && viewOf(mid, record, subscription);
    },
    unsubscribe: (chat, mid) => watchRepository.unsubscribe(mid, chat),
    async view(chat, mid) {
      const record = await watchRepository.get(mid);
      const subscription = record?.chats[chat];
      return record && subscription && viewOf(mid, record, subscription);
    },
    async list(chat) {
      const views: SubscriptionView[] = [];
      for (const mid of mids((one) => one === chat)) {
        const record = await watchRepository.get(mid);
        const subscription = record?.chats[chat];
        if (record && subscription) views.push(viewOf(mid, record, subscription));
      }
      return views;
    },
    async resume(chat) {
      const resumed: number[] = [];
      for (const mid of [...watchRepository.mids()]) {
        if (!watchRepository.entry(mid)?.paused.includes(chat)) continue;
        resumed.push(mid);
        await watchRepository.change(mid, (record) =>
          mapSubscriptions(record, (subscription, one) =>
            one === chat ? goingOn(subscription) : subscription,
          ),
        );
      }
      return resumed;
    },
    async migrateChat(from, to) {
      for (const mid of mids((chat) => chat === from)) {
        await watchRepository.change(mid, (record) => migrated(record, from, to));
      }
    },
    async markKnown(mid, fans) {
      await watchRepository.change(mid, (record) => {
        const known = new Set(record.known.map(([one]) => one));
        const mtime = Math.floor(now() / 1000);
        const unknown = fans.filter((fan) => !known.has(fan)).map((fan) => ({ mid: fan, mtime }));
        if (record.lookedAt === undefined || unknown.length === 0) return record;
        return { ...record, ...rememberFans(record, unknown, now()) };
      });
    },
    async markGone(mid, fans) {
      await watchRepository.change(mid, (record) => ({
        ...record,
        ...forgetFans(record, new Set(fans), now()),
      }));
    },
  };
}

function withChange(
  record: WatchRecord,
  chat: number,
  subscription: Subscription,
  { to, ...wishes }: SubscriptionChange,
): WatchRecord {
  const { to: place, ...rest } = subscription;
  const where = to === undefined ? place : (to ?? undefined);
  const settings = { ...subscription.settings, ...wishes };
  // Who came while it wanted nothing is not told of afterwards.
  const woken = wantsPolls(settings) && !wantsPolls(subscription.settings) && record.lookedAt !== undefined;
  const changed: Subscription = {
    ...rest,
    settings,
    ...(where !== undefined && { to: where }),
    ...(woken && { anew: subscription.anew ?? 'restarted' }),
  };
  const wanted = (one: WatchRecord) => Object.values(one.chats).some((other) => other.settings.lost);
  const next: WatchRecord = { ...record, chats: { ...record.chats, [chat]: changed } };
  // Who left while nobody wanted to know is not told of afterwards.
  if (wanted(next) && !wanted(record) && record.lookedAt !== undefined) next.compare = 'silent';
  return next;
}

function goingOn(subscription: Subscription): Subscription {
  const { paused: _, ...rest } = subscription;
  return rest;
}

function migrated(record: WatchRecord, from: number, to: number): WatchRecord {
  const moved = mapSubscriptions(record, (subscription) =>
    subscription.to?.chat === from ? { ...subscription, to: { ...subscription.to, chat: to } } : subscription,
  );
  const { [from]: subscription, [to]: there, ...chats } = moved.chats;
  if (subscription === undefined) return moved;
  // Where the new group watches already, what the old one was still owed goes to it.
  const pending = mergeOutboxes(there?.pending, subscription.pending);
  return { ...moved, chats: { ...chats, [to]: { ...(there ?? subscription), ...(pending && { pending }) } } };
}

function viewOf(mid: number, record: WatchRecord, subscription: Subscription): SubscriptionView {
  return {
    mid,
    settings: subscription.settings,
    to: subscription.to,
    paused: subscription.paused,
    loginLost: subscription.loginLost,
    trouble: record.trouble,
    fans: record.lookedAt === undefined ? undefined : record.total,
    history: record.history,
    untold: subscription.pending === undefined ? 0 : countOf(subscription.pending.fans),
    isFirst: record.lookedAt === undefined || subscription.anew !== undefined,
  };
}
