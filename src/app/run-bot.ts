import { createUsageCounter } from '../accounts/usage-stats.ts';
import { createAlertsAndChatLinks } from './alerts-and-chat-links.ts';
import { connectBilibili } from './bilibili-and-accounts.ts';
import { rereadChangesByOtherProcesses } from './changes-by-other-processes.ts';
import { createChatBots } from './chat-bots.ts';
import { createBulkJobs } from './jobs.ts';
import { becomeLeader } from './lead.ts';
import { connectPlatforms } from './platforms.ts';
import { createPollShare } from './poll-share.ts';
import { createQQOfflineNotice } from './qq-offline-notice.ts';
import { startReceivers } from './receive-from-all-platforms.ts';
import { reconcileAlertsAtStart } from './reconcile-alerts-at-start.ts';
import type { RoleDeps, RunningRole } from './role-interface.ts';
import { createAccessFromConfig } from './users-named-in-settings.ts';

/** How long handlers may take to reply after their requests were aborted; ms. */
const replyTime = 1000;

/** How long handlers may finish when the program stops, by default; ms. */
const defaultDrainTime = 4000;

/**
 * Runs the bot once this process is the leader. Before that it touches no chat platform, no job, and not the
 * claim of the first admin.
 */
export async function runBot({ base, monitor, shutdown, undo, options }: RoleDeps): Promise<RunningRole> {
  const { clock, hold, log, store } = base;
  const { drainTime = defaultDrainTime, signal } = options;
  await becomeLeader(base, undo, shutdown.requests);

  const usage = createUsageCounter({ chats: store.chats, now: clock.monotonic });
  const share = createPollShare(hold, 'all', (err) => log.error({ err }, 'accounts could not be taken over'));
  const bilibili = await connectBilibili(base, share, shutdown.requests, (call) => {
    monitor.bilibiliCalled(call);
    usage.onCall(call);
  });
  const access = await createAccessFromConfig(base);
  const { readPicture } = bilibili;
  const calls = { fence: hold.confirm, stop: shutdown.calls, onCall: monitor.telegramCalled, readPicture };
  const platforms = connectPlatforms(base, calls, undo);
  const notifications = createAlertsAndChatLinks(base, bilibili, platforms, {
    share,
    grace: drainTime,
    compareEvery: options.compareEvery,
    countSends: monitor.countSends,
    onPoll: monitor.polled,
  });
  const { alerts } = notifications;
  const bulkJobs = createBulkJobs(base, bilibili, platforms, notifications, {
    interval: options.jobMessageInterval,
    stop: shutdown.requests,
  });
  const bots = createChatBots(base, bilibili, platforms, access, notifications, bulkJobs, {
    start: options,
    usageStats: async () =>
      usage.read(alerts.status(), bilibili.bilibili.egress(), await hold.countProcesses()),
    stop: shutdown.requests,
    onDefect: monitor.updateFailed,
  });
  const { setCommandsAndDescription, tasks } = bots;
  undo.defer(() => tasks.stop());
  undo.defer(() => bulkJobs.jobMessages.stop());
  undo.defer(() => bulkJobs.jobs.shutdown());

  const receivers = bots.all.map(({ platform, bot }) =>
    platform.receiver(bot, {
      onUpdate: monitor.updateHandled,
      onReconnected: alerts.retrySends,
      onHeard: alerts.messageReceived,
      acceptsFriendRequest: (user, words) => access.isAllowed(user) || access.containsClaim(words),
      onAccountState: createQQOfflineNotice(base, platform, platforms.all, access, shutdown.requests),
    }),
  );
  monitor.setProgram({
    role: base.role('leader'),
    share: () => share.size,
    alerts: alerts.status,
    egress: bilibili.bilibili.egress,
    platforms: receivers,
    probe: store.probe,
    webhooks: receivers.flatMap(({ webhook }) => webhook ?? []),
  });

  // Accounts are polled even while no chat platform is reachable; what is found is kept for delivery.
  undo.defer(() => alerts.stop());
  rereadChangesByOtherProcesses(base, { ...bilibili, alerts }, shutdown.requests);
  share.keepBalanced(alerts.shareChanged);
  // Updates are answered while the records of many accounts are still being read.
  const loaded = alerts.start();
  loaded.catch(() => undefined);
  const updates = undo.adopt(startReceivers(receivers, shutdown.requests), async (receiving) => {
    await Promise.all([alerts.stop(), receiving.stop(drainTime)]);
    shutdown.endRequests();
    await receiving.stop(replyTime);
    // Messages about jobs get the same time again.
    setTimeout(shutdown.endCalls, replyTime).unref();
  });
  await updates.ready;
  // From here on a stop runs through `undo` instead of aborting the start.
  signal?.removeEventListener('abort', shutdown.endRequests);
  signal?.throwIfAborted();

  await bulkJobs.jobs.recover(access.isAllowed);
  await loaded;
  const notAllowed = await reconcileAlertsAtStart({
    chats: store.chats,
    access,
    ...notifications.reconcileSubscriptionsDeps,
    alerts,
  });
  const users = await Promise.all(
    notAllowed.map((user) => platforms.clientOf(user).platform.nameInSettings(user)),
  );
  if (users.length > 0)
    log.warn(
      { users },
      'alerts of users who are not in ALLOWED_USERS are paused; `npm run forget -- USER` erases what is kept of one',
    );
  // The bot answers by now, and goes on without menus if they cannot be set.
  tasks.start('introduce', setCommandsAndDescription);
  signal?.throwIfAborted();

  const places = receivers.map((receiver) => receiver.place());
  const { claim } = access;
  log.info({ places }, 'running');
  return {
    places,
    claims: claim === undefined ? [] : receivers.map((receiver) => receiver.howToClaim(claim)),
    ended: updates.ended,
  };
}
