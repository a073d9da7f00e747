import { createUsageCounter } from './accounts/usage-stats.ts';
import { reachSite } from './app/bilibili.ts';
import { createChat } from './app/bot.ts';
import { createWork } from './app/jobs.ts';
import { isForOperator, type Running, runProgram } from './app/lifecycle.ts';
import { createTelling } from './app/notifications.ts';
import { defaultDrainTime, type StartOptions } from './app/options.ts';
import { openGround } from './app/store.ts';
import { watchAll } from './app/watch-logged-in-accounts.ts';
import type { Config } from './config.ts';
import { createMonitor } from './http/monitor.ts';
import { createConnection } from './telegram/connection.ts';
import { createUpdateQueue } from './telegram/update-queue.ts';
import { identify, startUpdates } from './telegram/updates.ts';
import type { Webhook } from './telegram/webhook.ts';

/** How long handlers get to tell their users once their requests were given up; ms. */
const farewellTime = 1000;

/** Puts the program together and starts it. What was started is stopped again when a later step fails. */
export async function start(config: Config, options: StartOptions = {}): Promise<Running> {
  const { drainTime = defaultDrainTime } = options;
  const stopping = new AbortController();
  const cutOff = new AbortController();
  const giveUp = () => stopping.abort(options.signal?.reason);
  const leave = AbortSignal.any([stopping.signal, ...(options.signal ? [options.signal] : [])]);
  const undo = new AsyncDisposableStack();
  let { log: noted } = options;
  options.signal?.addEventListener('abort', giveUp);
  try {
    leave.throwIfAborted();
    const ground = await openGround(config, options, undo);
    const { clock, log, store } = ground;
    noted = log;
    undo.defer(() => {
      stopping.abort();
      cutOff.abort();
    });

    const monitor = createMonitor({ clock, interval: config.alertInterval * 1000 });
    const counter = createUsageCounter({
      chats: store.chats,
      alertsStatus: () => alerts.status(),
      now: clock.now,
    });
    const site = reachSite(ground, stopping.signal, (call) => {
      monitor.called(call);
      counter.onCall(call);
    });

    const telegram = { apiRoot: config.telegramApiRoot, stop: cutOff.signal, onCall: monitor.asked };
    const username = () => (bot.isInited() ? bot.botInfo.username : undefined);
    const telling = createTelling(ground, site, {
      telegram,
      username,
      grace: drainTime,
      compareEvery: options.compareEvery,
      ...monitor,
    });
    const work = createWork(ground, site, telling, {
      telegram,
      stop: stopping.signal,
      ...(options.boardInterval && { interval: options.boardInterval }),
    });
    const chat = await createChat(ground, site, telling, work, {
      ...options,
      telegram,
      usageStats: counter.read,
      stop: stopping.signal,
      leave,
      failed: monitor.failed,
    });
    const { alerts } = telling;
    const { jobs, jobMessages } = work;
    const { bot, access, menus, tasks } = chat;
    undo.defer(() => tasks.stop());
    undo.defer(() => jobMessages.stop());
    undo.defer(() => jobs.shutdown());

    const updateQueue = createUpdateQueue(bot, { now: clock.now, onUpdate: monitor.updated });
    const connection = createConnection({
      clock,
      log,
      onAnswer: monitor.answered,
      onBack: alerts.retrySends,
    });
    const webhook = webhookOf(config);
    const http = await monitor.listen(config, {
      alerts: alerts.status,
      resting: site.bilibili.resting,
      updateQueue,
      probe: store.probe,
      webhook,
    });
    undo.defer(() => http?.close());

    // They look while Telegram cannot be reached as well, and keep what they find for it.
    undo.defer(() => alerts.stop());
    await alerts.start();
    const transport = { bot, updateQueue, connection, clock, log, webhook };
    await identify(transport, stopping.signal);
    // What runs from here on is stopped in its order, and not cut off, when the start is given up.
    options.signal?.removeEventListener('abort', giveUp);
    leave.throwIfAborted();
    const updates = undo.adopt(startUpdates(transport), async (started) => {
      await Promise.all([alerts.stop(), started.stop(drainTime)]);
      stopping.abort();
      await started.stop(farewellTime);
      // What is still to be said of jobs gets as long again.
      setTimeout(() => cutOff.abort(), farewellTime).unref();
    });

    await jobs.recover();
    await watchAll(store.chats, alerts);
    // The bot answers by now: menus are no reason to be deaf, nor to wait long.
    await menus.register(access.admins);
    leave.throwIfAborted();

    const { username: name } = bot.botInfo;
    log.info({ username: name }, 'running');
    return {
      username: name,
      claimLink: access.claim && `https://t.me/${name}?start=${access.claim}`,
      httpAddress: http?.address,
      ended: updates.ended,
      stop: () => undo.disposeAsync(),
    };
  } catch (error) {
    if (!options.signal?.aborted && !isForOperator(error)) noted?.error({ err: error }, 'the start failed');
    await undo.disposeAsync();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', giveUp);
  }
}

/** How Telegram is to call; `undefined` when its updates are fetched. */
function webhookOf({ webhookUrl: url, webhookSecret: secret }: Config): Webhook | undefined {
  return url === undefined || secret === undefined ? undefined : { url, secret };
}

if (import.meta.main) process.exitCode = await runProgram(process.env, start);
