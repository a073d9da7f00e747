import { createChatJoins } from '../accounts/join-chats-of-one-person.ts';
import type { ReconcileSubscriptionsDeps } from '../accounts/reconcile-subscriptions-of-one-person.ts';
import { createAlerts, type PollResult, type SendDigest } from '../alerts/index.ts';
import { createMessageStateStore } from '../bot/message-state.ts';
import { createQuietHoursOf } from '../commands/alerts/quiet-hours.ts';
import { createFanNameReader } from '../commands/alerts/read-fan-names.ts';
import { createSendDigest } from '../commands/alerts/send-digest.ts';
import { createJoinChats } from '../commands/chats-of-one-person/join-chats-and-alerts.ts';
import { createGroupLostListener } from '../commands/group-binding/end-group-links.ts';
import { createGroupLinks } from '../commands/group-binding/group-links-and-codes.ts';
import { createMilestonePicture } from '../commands/stats/milestone-picture.ts';
import { createFanChartRenderer } from '../commands/stats/run-fan-chart-worker.ts';
import type { Base } from './base.ts';
import type { BilibiliAccess } from './bilibili-and-accounts.ts';
import type { Platforms } from './platforms.ts';
import type { BalancedPollShare } from './poll-share.ts';

/** The alerts, where they are delivered, and what else needs the links between chats. */
export type AlertsAndChatLinks = ReturnType<typeof createAlertsAndChatLinks>;

export interface AlertsAndChatLinksOptions {
  /** The accounts this process polls. */
  share: Pick<BalancedPollShare, 'has'>;
  /** How long stopping waits for messages being sent, ms. */
  grace: number;
  /** See `StartOptions`. */
  compareEvery: number | undefined;
  /** Wraps the sender to count what it sends. */
  countSends: (send: SendDigest) => SendDigest;
  onPoll: (result: PollResult) => void;
}

/** Builds the alerts and what they need from the chats; nothing runs yet. */
export function createAlertsAndChatLinks(
  { config, clock, log, store, localeOf }: Base,
  { accounts, bilibili }: BilibiliAccess,
  { clientOf, ratesOf }: Platforms,
  { share, grace, compareEvery, countSends, onPoll }: AlertsAndChatLinksOptions,
) {
  const { chats } = store;
  const { timezone } = config;
  const quietHoursOf = createQuietHoursOf({ chats, timezone });
  const digests = createMessageStateStore(store.digests);
  const drawFanPicture = createFanChartRenderer((err) => log.warn({ err }, 'no picture could be drawn'));
  const historyOf = async (mid: number) => (await store.watches.get(String(mid)))?.history;
  const groupOwner = async (group: number) => (await chats.get(String(group)))?.owner?.id;
  const send = createSendDigest({
    clientOf,
    localeOf,
    accounts,
    digests,
    namesOf: createFanNameReader(accounts),
    historyOf,
    groupOwner,
    now: clock.now,
    milestonePicture: createMilestonePicture({
      historyOf,
      draw: drawFanPicture,
      now: clock.now,
    }),
  });
  const alerts = createAlerts({
    records: store.watches,
    share,
    sessionOf: accounts.sessionOf,
    egressOf: bilibili.egressOf,
    send: countSends(send),
    ratesOf,
    quietHours: quietHoursOf,
    timezoneOf: async (chat) => (await localeOf(chat)).timezone,
    interval: config.alertInterval * 1000,
    compareEvery,
    clock,
    random: Math.random,
    onError: (mid, err) => log.error({ err, mid }, 'the alerts of an account failed'),
    onPoll: (_, result) => onPoll(result),
    grace,
  });
  const groupLinks = createGroupLinks({ chats, alerts, now: clock.now });
  const groupLostListener = createGroupLostListener({
    groupLinks,
    localeOf,
    clientOf,
    onError: (err) => log.warn({ err }, 'an owner could not be told that a link has ended'),
  });
  alerts.onSendResult(groupLostListener.onSendResult);
  const reconcileSubscriptionsDeps: ReconcileSubscriptionsDeps = {
    alerts,
    accounts,
    groupOwner,
    isGroup: (chat) => clientOf(chat).platform.isGroup(chat),
  };
  const joins = createChatJoins({
    chats,
    codes: store.joinCodes,
    platformOf: (chat) => clientOf(chat).platform,
  });
  return {
    alerts,
    groupLinks,
    groupLostListener,
    joinChats: createJoinChats({ ...reconcileSubscriptionsDeps, alerts, accounts, chats, joins }),
    reconcileSubscriptionsDeps,
    digests,
    drawFanPicture,
    quietHoursOf,
  };
}
