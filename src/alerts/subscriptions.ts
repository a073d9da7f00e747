import type { WatchRecord } from '../storage/index.ts';
import { defaultAlertSettings } from './default-alert-settings.ts';
import { forgetFans, rememberFans } from './remembered-fans.ts';
import {
  type SubscriptionChange,
  withAlertsResumed,
  withMergedSubscription,
  withMigratedGroup,
  withSubscriptionChange,
} from './subscription-changes.ts';
import { type SubscriptionView, subscriptionViewOf } from './subscription-view.ts';
import { isPolled } from './watch-in-memory.ts';
import { changeSubscription, type Subscription } from './watch-record-parts.ts';
import type { WatchRepository } from './watch-repository.ts';

/** The subscriptions of chats to accounts. Changes of one account run one after another. */
export interface Subscriptions {
  /** Subscribes a chat or changes its settings; resumes paused alerts. */
  subscribe(chat: number, mid: number, change: SubscriptionChange): Promise<SubscriptionView>;
  change(chat: number, mid: number, change: SubscriptionChange): Promise<SubscriptionView | undefined>;
  /**
   * Ends a subscription and drops its undelivered alerts; with the last chat the account's record is deleted.
   */
  unsubscribe(chat: number, mid: number): Promise<boolean>;
  view(chat: number, mid: number): Promise<SubscriptionView | undefined>;
  /** All subscriptions of a chat. */
  list(chat: number): Promise<SubscriptionView[]>;
  /** Pauses a chat's alerts, because its user may no longer use the bot. */
  pause(chat: number): Promise<void>;
  /** Resumes a chat's paused alerts, whatever paused them; returns their mids. */
  resume(chat: number): Promise<number[]>;
  /** Resumes those that were paused because the chat could not be written to; returns their mids. */
  resumeReachable(chat: number): Promise<number[]>;
  /** A group has a new id: replaces it as subscriber and as destination. */
  migrateChat(from: number, to: number): Promise<void>;
  /** Ends the subscription of `from`; its undelivered alerts about the account go to `to`. */
  merge(mid: number, from: number, to: number): Promise<void>;
  /** Marks people as known fans, so they are not reported as new. */
  markKnown(mid: number, fans: readonly number[]): Promise<void>;
  /** Marks fans who were removed through the bot, so they are not reported as lost. */
  markGone(mid: number, fans: readonly number[]): Promise<void>;
}

type PauseReason = NonNullable<Subscription['paused']>['why'];

const unreachable: ReadonlySet<PauseReason> = new Set(['blocked', 'gone'] as const);
const anyReason: ReadonlySet<PauseReason> = new Set([...unreachable, 'notAllowed'] as const);

const empty: WatchRecord = { known: [], former: [], total: 0, newest: 0, milestone: 0, chats: {} };

/**
 * Manages the subscriptions in the records of a repository.
 * @param now ms since 1970
 */
export function createSubscriptions(watchRepository: WatchRepository, now: () => number): Subscriptions {
  const mids = (has: (chat: number) => boolean) =>
    [...watchRepository.mids()].filter((mid) => {
      const entry = watchRepository.entry(mid);
      return (
        entry?.subscribers.some(({ chat, to }) => has(chat) || (to !== undefined && has(to.chat))) ||
        entry?.paused.some(has)
      );
    });

  /** Resumes a chat's alerts that are paused for one of these reasons; returns the mids of those resumed. */
  async function resumeIf(chat: number, reasons: ReadonlySet<PauseReason>): Promise<number[]> {
    const found = watchRepository.pausedFor(chat);
    for (const mid of found) {
      await watchRepository.change(mid, (record) =>
        changeSubscription(record, chat, (one) =>
          one.paused !== undefined && reasons.has(one.paused.why) ? withAlertsResumed(one) : one,
        ),
      );
    }
    return found.filter((mid) => !watchRepository.pausedFor(chat).includes(mid));
  }

  const viewIn = (record: WatchRecord | undefined, mid: number, chat: number) => {
    const subscription = record?.chats[chat];
    return record && subscription && subscriptionViewOf(mid, record, subscription);
  };
  const view = async (chat: number, mid: number) => viewIn(await watchRepository.get(mid), mid, chat);

  return {
    async subscribe(chat, mid, change) {
      const wasPolled = isPolled(watchRepository.entry(mid));
      const record = await watchRepository.put(mid, (current = empty) => {
        const subscription = current.chats[chat];
        const base: Subscription =
          subscription === undefined
            ? { settings: defaultAlertSettings, anew: 'started' }
            : withAlertsResumed(subscription);
        return withSubscriptionChange(base, change, { chat, before: current, now: now(), wasPolled });
      });
      return subscriptionViewOf(mid, record, record.chats[chat] ?? { settings: defaultAlertSettings });
    },
    async change(chat, mid, change) {
      const wasPolled = isPolled(await watchRepository.find(mid));
      const record = await watchRepository.change(mid, (current) => {
        const subscription = current.chats[chat];
        if (subscription === undefined) return current;
        return withSubscriptionChange(subscription, change, {
          chat,
          before: current,
          now: now(),
          wasPolled,
        });
      });
      return viewIn(record, mid, chat);
    },
    unsubscribe: (chat, mid) => watchRepository.unsubscribe(mid, chat),
    view,
    async list(chat) {
      const views: SubscriptionView[] = [];
      for (const mid of mids((one) => one === chat)) {
        const one = await view(chat, mid);
        if (one !== undefined) views.push(one);
      }
      return views;
    },
    async pause(chat) {
      for (const mid of mids((one) => one === chat)) {
        await watchRepository.change(mid, (record) =>
          changeSubscription(record, chat, (one) => ({
            ...one,
            paused: one.paused ?? { why: 'notAllowed', since: now() },
          })),
        );
      }
    },
    resume: (chat) => resumeIf(chat, anyReason),
    resumeReachable: (chat) => resumeIf(chat, unreachable),
    async migrateChat(from, to) {
      for (const mid of mids((chat) => chat === from)) {
        await watchRepository.change(mid, (record) => withMigratedGroup(record, from, to));
      }
    },
    async merge(mid, from, to) {
      await watchRepository.change(mid, (record) => withMergedSubscription(record, from, to));
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
      await watchRepository.change(mid, (record) => forgetFans(record, new Set(fans), now()));
    },
  };
}
