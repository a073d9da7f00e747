import { createUsageCounter } from '../accounts/usage-stats.ts';
import type { Config } from '../config.ts';
import { createMonitor } from '../http/monitor.ts';
import { createConnection } from '../telegram/connection.ts';
import { identifyBot, startUpdates } from '../telegram/receive-updates.ts';
import { createUpdateQueue } from '../telegram/update-queue.ts';
import type { Webhook } from '../telegram/webhook.ts';
import { openBase } from './base.ts';
import { connectBilibili } from './bilibili.ts';
import { createChatBot } from './bot.ts';
import { createBulkJobs } from './jobs.ts';
import { createNotifications } from './notifications.ts';
import { defaultDrainTime, type StartOptions } from './options.ts';
import { isForOperator, type Running } from './run-program.ts';
import { createStopSignals } from './stop-signals.ts';
import { connectTelegram } from './telegram.ts';
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
    const telegram = connectTelegram(base, shutdown.calls, monitor.asked);
    const notifications = createNotifications(base, bilibili, telegram, {
      grace: drainTime,
      compareEvery: options.compareEvery,
      counted: monitor.counted,
      onPoll: monitor.polled,
    });
    const { alerts } = notifications;
    const bulkJobs = createBulkJobs(base, bilibili, telegram, notifications, {
      interval: options.boardInterval,
      stop: shutdown.requests,
    });
    const { bot, access, introduce, tasks } = await createChatBot(
      base,
      bilibili,
      telegram,
      notifications,
      bulkJobs,
      {
        start: options,
        usageStats: () => usage.read(alerts.status()),
        stop: shutdown.requests,
        onDefect: monitor.failed,
      },
    );
    undo.defer(() => tasks.stop());
    undo.defer(() => bulkJobs.jobMessages.stop());
    undo.defer(() => bulkJobs.jobs.shutdown());

    const updateQueue = createUpdateQueue(bot, { monotonic: clock.monotonic, onUpdate: monitor.updated });
    const connection = createConnection({
      clock,
      log,
      onAnswer: monitor.answered,
      onBack: alerts.retrySends,
    });
    const webhook = webhookOf(config);
    const http = await monitor.listen(config, {
      alerts: alerts.status,
      resting: bilibili.bilibili.resting,
      updateQueue,
      probe: store.probe,
      webhook,
    });
    undo.defer(() => http?.close());

    // Accounts are polled while Telegram cannot be reached as well, and what is found is kept for it.
    undo.defer(() => alerts.stop());
    // Updates are answered while the records of many accounts are still being read.
    const loaded = alerts.start();
    loaded.catch(() => undefined);
    const transport = { bot, updateQueue, connection, clock, log, webhook };
    telegram.platform.username = await identifyBot(transport, shutdown.requests);
    // What runs from here on is stopped in its order, and not given up, when the start is.
    signal?.removeEventListener('abort', shutdown.endRequests);
    signal?.throwIfAborted();
    const updates = undo.adopt(startUpdates(transport), async (started) => {
      await Promise.all([alerts.stop(), started.stop(drainTime)]);
      shutdown.endRequests();
      await started.stop(farewellTime);
      // What is still to be said of jobs gets as long again.
      setTimeout(shutdown.endCalls, farewellTime).unref();
    });

    await bulkJobs.jobs.recover();
    await loaded;
    const notAllowed = await watchLoggedInAccounts(store.chats, alerts, access);
    if (notAllowed.length > 0)
      log.warn(
        { users: notAllowed },
        'alerts of users who are not in ALLOWED_USERS are paused; `npm run forget -- USER` erases what is kept of one',
      );
    // The bot answers by now, and goes on without menus where they cannot be had.
    tasks.start('introduce', introduce);
    signal?.throwIfAborted();

    const { username } = bot.botInfo;
    log.info({ username }, 'running');
    return {
      username,
      claimLink: access.claim && telegram.platform.startLink(access.claim),
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

/** How Telegram is to call; `undefined` when its updates are fetched. */
function webhookOf({ webhookUrl: url, webhookSecret: secret }: Config): Webhook | undefined {
  return url === undefined || secret === undefined ? undefined : { url, secret };
}
