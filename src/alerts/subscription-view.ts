import type { WatchRecord } from '../storage/index.ts';
import type { FanHistory } from './fan-history.ts';
import { countPeopleInBatch } from './people-batch.ts';
import type { Trouble } from './trouble.ts';
import type { AlertSettings, Destination, Subscription } from './types.ts';

/** A chat's subscription to the alerts of an account, as it is on the disk. Times in ms. */
export interface SubscriptionView {
  mid: number;
  settings: AlertSettings;
  /** Where alerts go when not to the chat itself. */
  to: Destination | undefined;
  paused: Subscription['paused'];
  /** Since when the chat's login no longer works. */
  loginLost: number | undefined;
  /** What keeps the account from being polled. */
  trouble: { why: Trouble; since: number } | undefined;
  /** How many fans there are; `undefined` before the first poll. */
  fans: number | undefined;
  /** How the number of fans went; `undefined` before the first poll. */
  history: FanHistory | undefined;
  /** New fans who are still to be told of. */
  untold: number;
  /** The next good poll is the first for this chat, and tells it of nobody. */
  isFirst: boolean;
  /** Since when it has been told of lost fans; `undefined` where that was not noted. */
  lostSince: number | undefined;
  /** Since when it has been told of net losses, and the total they are counted from, once a poll has read one. */
  netLoss: { since: number; total?: number } | undefined;
}

/** The part of an account's record that one subscribed chat may see. */
export function subscriptionViewOf(
  mid: number,
  record: WatchRecord,
  subscription: Subscription,
): SubscriptionView {
  return {
    mid,
    settings: subscription.settings,
    to: subscription.to,
    paused: subscription.paused,
    loginLost: subscription.loginLost,
    trouble: record.trouble,
    fans: record.lookedAt === undefined ? undefined : record.total,
    history: record.history,
    untold: untoldIn(subscription),
    isFirst: record.lookedAt === undefined || subscription.anew !== undefined,
    lostSince: subscription.lostSince,
    netLoss: subscription.netLoss,
  };
}

function untoldIn({ pending: outbox }: Subscription): number {
  if (outbox === undefined) return 0;
  return (
    countPeopleInBatch(outbox.fans) + (outbox.bigFans === undefined ? 0 : countPeopleInBatch(outbox.bigFans))
  );
}
