import type { WatchRecord } from '../storage/index.ts';
import type { Destination } from './destination.ts';
import type { FanHistory } from './fan-history.ts';
import type { Trouble } from './mark-poll-trouble.ts';
import { countPeopleInBatch, emptyBatch } from './people-in-outbox.ts';
import type { AlertSettings, Subscription } from './watch-record-parts.ts';

/** A chat's subscription to the alerts of an account, as stored. Times in ms since 1970. */
export interface SubscriptionView {
  mid: number;
  settings: AlertSettings;
  /** Where alerts are sent, if not to the chat itself. */
  to: Destination | undefined;
  paused: Subscription['paused'];
  /** Since when the chat's login has been invalid. */
  loginLost: number | undefined;
  /** Trouble that prevents polling the account. */
  trouble: { why: Trouble; since: number } | undefined;
  /** The number of fans; `undefined` before the first poll. */
  fans: number | undefined;
  /** The number of fans over time; `undefined` before the first poll. */
  history: FanHistory | undefined;
  /** How many new fans have not been reported yet. */
  unreportedFans: number;
  /** Whether the next successful poll is the first for this chat, which reports nobody. */
  isFirst: boolean;
  /** Since when lost fans are reported; `undefined` where that was not recorded. */
  lostSince: number | undefined;
  /** Since when net losses are reported, and the total they are counted from, after the first poll. */
  netLoss: { since: number; total?: number } | undefined;
}

/** The part of an account's record that one subscribed chat may see. */
export function subscriptionViewOf(
  mid: number,
  record: WatchRecord,
  subscription: Subscription,
): SubscriptionView {
  const { fans = emptyBatch, bigFans = emptyBatch } = subscription.pending ?? {};
  return {
    mid,
    settings: subscription.settings,
    to: subscription.to,
    paused: subscription.paused,
    loginLost: subscription.loginLost,
    trouble: record.trouble,
    fans: record.lookedAt === undefined ? undefined : record.total,
    history: record.history,
    unreportedFans: countPeopleInBatch(fans) + countPeopleInBatch(bigFans),
    isFirst: record.lookedAt === undefined || subscription.anew !== undefined,
    lostSince: subscription.lostSince,
    netLoss: subscription.netLoss,
  };
}
