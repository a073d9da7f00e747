import { createUsageCounter } from '../accounts/usage-stats.ts';
import type { Config } from '../config.ts';
import { createMonitor } from '../http/program-monitor.ts';
import { openBase } from './base.ts';
import { connectBilibili } from './bilibili.ts';
import { createChatBots } from './bot.ts';
import { createBulkJobs } from './jobs.ts';
import { createNotifications } from './notifications.ts';
import { defaultDrainTime, type StartOptions } from './options.ts';
import { connectPlatforms } from './platforms.ts';
import { createAccountNotice } from './qq-account-notice.ts';
import { receive } from './receive.ts';
import { isForOperator, type Running } from './run-program.ts';
import { createStopSignals } from './stop-signals.ts';
import { openAccess } from './users.ts';
import { watchLoggedInAccounts } from './watch-logged-in-accounts.ts';

/** How long handlers get to tell their users once their requests were given up; ms. */
const farewellTime = 1000;

/**
 * Builds the program floor by floor and starts it. What was started is stopped again, in the opposite order, when a later
 * step fails.
 * @example const running = await start(config); await running.stop();
 */
export async function start(config: Config, options: StartOptions = {}): Promise<Running> {
  const { drainTime = defaultDrainTime, signal } = options;
  const undo = new AsyncDisposableStack();
  const shutdown = createStopSignals();
  signal?.addEventListener('abort', shutdown.endRequests);
  let { log } = options;
  try {
    signal?.throwIfAborted();
    const base = await openBase(config, options, undo);
    const { clock, store } = base;
    log = base.log;
    undo.defer(() => {
      shutdown.endRequests();
      shutdown.endCalls();
    });

    const monitor = createMonitor({ clock, interval: config.alertInterval * 1000 });
    const usage = createUsageCounter({ chats: store.chats, now: clock.now });
    const bilibili = await connectBilibili(base, shutdown.requests, (call) => {
      monitor.called(call);
      usage.onCall(call);
    });
    const access = await openAccess(base);
    const calls = { stop: shutdown.calls, onCall: monitor.asked };
    const platforms = connectPlatforms(base, calls, undo);
    const notifications = createNotifications(base, bilibili, platforms, {
      grace: drainTime,
      compareEvery: options.compareEvery,
      counted: monitor.counted,
      onPoll: monitor.polled,
    });
    const { alerts } = notifications;
    const bulkJobs = createBulkJobs(base, bilibili, platforms, notifications, {
      interval: options.boardInterval,
      stop: shutdown.requests,
    });
    const bots = createChatBots(base, bilibili, platforms, access, notifications, bulkJobs, {
      start: options,
      usageStats: () => usage.read(alerts.status()),
      stop: shutdown.requests,
      onDefect: monitor.failed,
    });
    const { introduce, tasks } = bots;
    undo.defer(() => tasks.stop());
    undo.defer(() => bulkJobs.jobMessages.stop());
    undo.defer(() => bulkJobs.jobs.shutdown());

    const receivers = bots.all.map(({ platform, bot }) =>
      platform.receiver(bot, {
        onUpdate: monitor.updated,
        onBack: alerts.retrySends,
        onHeard: alerts.heard,
        mayBefriend: (user, words) => access.isAllowed(user) || access.saysClaim(words),
        onAccount: createAccountNotice(base, platform, platforms, access),
      }),
    );
    const http = await monitor.listen(config, {
      alerts: alerts.status,
      resting: bilibili.bilibili.resting,
      platforms: receivers,
      probe: store.probe,
      webhook: receivers.find(({ webhook }) => webhook)?.webhook,
    });
    undo.defer(() => http?.close());

    // Accounts are polled while no chat platform can be reached as well, and what is found is kept for it.
    undo.defer(() => alerts.stop());
    // Updates are answered while the records of many accounts are still being read.
    const loaded = alerts.start();
    loaded.catch(() => undefined);
    const updates = undo.adopt(receive(receivers, shutdown.requests), async (receiving) => {
      await Promise.all([alerts.stop(), receiving.stop(drainTime)]);
      shutdown.endRequests();
      await receiving.stop(farewellTime);
      // What is still to be said of jobs gets as long again.
      setTimeout(shutdown.endCalls, farewellTime).unref();
    });
    await updates.ready;
    // What runs from here on is stopped in its order, and not given up, when the start is.
    signal?.removeEventListener('abort', shutdown.endRequests);
    signal?.throwIfAborted();

    await bulkJobs.jobs.recover();
    await loaded;
    const notAllowed = await watchLoggedInAccounts(store.chats, alerts, access);
    if (notAllowed.length > 0)
      log.warn(
        {
          users: await Promise.all(
            notAllowed.map((user) => platforms.clientOf(user).platform.nameInSettings(user)),
          ),
        },
        'alerts of users who are not in ALLOWED_USERS are paused; `npm run forget -- USER` erases what is kept of one',
      );
    // The bot answers by now, and goes on without menus where they cannot be had.
    tasks.start('introduce', introduce);
    signal?.throwIfAborted();

    const places = receivers.map((receiver) => receiver.place());
    const { claim } = access;
    log.info({ places }, 'running');
    return {
      places,
      claims: claim === undefined ? [] : receivers.map((receiver) => receiver.howToClaim(claim)),
      httpAddress: http?.address,
      ended: Promise.race([
        updates.ended,
        base.hold.lost.then((error) => {
          throw error;
        }),
      ]),
      stop: () => undo.disposeAsync(),
    };
  } catch (error) {
    if (!signal?.aborted && !isForOperator(error)) log?.error({ err: error }, 'the start failed');
    await undo.disposeAsync();
    throw error;
  } finally {
    signal?.removeEventListener('abort', shutdown.endRequests);
  }
}
