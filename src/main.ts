import { readFileSync } from 'node:fs';
import { createAccounts } from './accounts/accounts.ts';
import { createCounter } from './accounts/census.ts';
import { createAlerts } from './alerts/index.ts';
import { createBilibili, usualEgress } from './api/index.ts';
import { createAccess } from './bot/access.ts';
import { createNamesOf } from './bot/alerts/names.ts';
import { createSend } from './bot/alerts/send.ts';
import { createApi, createBot } from './bot/bot.ts';
import { createBoard } from './bot/bulk/board.ts';
import { createForgetful } from './bot/forgetful.ts';
import { createIntake } from './bot/intake.ts';
import { createLine } from './bot/line.ts';
import { createFarewell } from './bot/linking/farewell.ts';
import { createLinks } from './bot/linking/links.ts';
import { createChanges } from './bot/list/changes.ts';
import { createLoginLimit } from './bot/login-limit.ts';
import { createMenus } from './bot/menus.ts';
import { createQuietHoursOf } from './bot/quiet-hours.ts';
import { introduce, startReceiving } from './bot/receiving.ts';
import { createTasks } from './bot/tasks.ts';
import { createUnderWay } from './bot/under-way.ts';
import type { Webhook } from './bot/webhook.ts';
import { createWordsOf } from './bot/words.ts';
import { type Clock, systemClock } from './clock.ts';
import { createFeatures } from './commands/index.ts';
import type { Config } from './config.ts';
import { createMonitor } from './http/monitor.ts';
import { createJobs, createQuota } from './jobs/index.ts';
import { isForOperator, type Running, runProgram } from './lifecycle.ts';
import { createLog, type Log } from './log.ts';
import { findKeys, lockStore, openStore, type SealKey } from './storage/index.ts';

/** What tests and the playground may set besides the configuration. */
export interface StartOptions {
  log?: Log;
  clock?: Clock;
  /** How often the state of a QR code is asked, in milliseconds. */
  qrInterval?: number;
  /** How long a job's message stays as it is before it is changed again, in milliseconds. */
  boardInterval?: number;
  /** How long one update may take, in milliseconds. */
  patience?: number;
  /** How long handlers may finish once the program stops, in milliseconds. */
  drainTime?: number;
  /** How much a person may do: commands and presses in a minute, logins in a day. */
  limits?: Partial<typeof usualLimits>;
  /** Gives up a start that is still under way. */
  signal?: AbortSignal;
}

/** How long handlers get to tell their users once their requests were given up; ms. */
const farewellTime = 1000;

/** How long it is known whom a message about new fans told of; ms. */
const digestLife = 30 * 24 * 3600_000;

/** More than a person does in earnest: ten presses a second are a program's. Each login makes Bilibili look, so they are few. */
const usualLimits = { commands: 20, presses: 600, logins: 5 };

/** Puts the program together and starts it. What was started is stopped again when a later step fails. */
export async function start(config: Config, options: StartOptions = {}): Promise<Running> {
  const { clock = systemClock, qrInterval = 2000, patience = 60_000, drainTime = 4000 } = options;
  let noted = options.log;
  const limits = { ...usualLimits, ...options.limits };
  const stopping = new AbortController();
  const cutOff = new AbortController();
  const giveUp = () => stopping.abort(options.signal?.reason);
  const undo = new AsyncDisposableStack();
  options.signal?.addEventListener('abort', giveUp);
  try {
    options.signal?.throwIfAborted();
    undo.adopt(await lockStore(config.storePath), (lock) => lock.release());
    const { keys, warning } = await findKeys(config.storePath, config.secretKeys);
    const log = options.log ?? createLog({ level: config.logLevel, secrets: secretsOf(config, keys) });
    noted = log;
    for (const text of [...config.warnings, ...(warning ? [warning] : [])]) log.warn(text);
    const store = undo.adopt(await openStore({ path: config.storePath, keys }), (opened) => opened.close());
    undo.defer(() => {
      stopping.abort();
      cutOff.abort();
    });
    await store.reseal();

    const monitor = createMonitor({ clock, interval: config.alertInterval * 1000 });
    const telegram = { apiRoot: config.telegramApiRoot, stop: cutOff.signal, onCall: monitor.asked };
    const changes = createChanges(clock.now);
    const bilibili = createBilibili({
      root: config.bilibiliRoot,
      readSpacing: config.readSpacing,
      writeSpacing: config.writeSpacing,
      egress: usualEgress(config.readSpacing),
      clock,
      signal: stopping.signal,
      onCall(call) {
        log.debug(call, 'Bilibili asked');
        changes.heard(call);
        counter.heard(call);
        monitor.called(call);
      },
    });
    const accounts = createAccounts({ bilibili, chats: store.chats, now: clock.now });
    const access = await createAccess({
      admins: config.admins,
      allowed: config.allowedUsers,
      collection: store.access,
    });
    const tasks = createTasks((task, err) =>
      log.error({ err, task: task.split(':')[0] }, 'work in the background failed'),
    );
    undo.defer(() => tasks.stop());

    const pace = { read: config.readSpacing, write: config.writeSpacing };
    const quota = createQuota({
      records: store.quotas,
      daily: config.dailyWrites,
      timezone: config.timezone,
      now: clock.now,
    });
    const wordsOf = createWordsOf({
      chats: store.chats,
      language: config.language,
      timezone: config.timezone,
    });
    const quietHoursOf = createQuietHoursOf({ chats: store.chats, timezone: config.timezone });
    const digests = createForgetful(store.digests, clock.now, digestLife);
    const sendDigest = createSend({
      api: createApi(config.botToken, { ...telegram, retries: 0 }),
      wordsOf,
      accounts,
      digests,
      namesOf: createNamesOf(accounts),
      username: () => bot.botInfo.username,
    });
    const alerts = createAlerts({
      records: store.watches,
      sessionOf: accounts.sessionOf,
      send: monitor.counted(async (digest, signal) => {
        const sent = await sendDigest(digest, signal);
        await farewell.heed(digest, sent);
        return sent;
      }),
      quietHours: quietHoursOf,
      interval: config.alertInterval * 1000,
      clock,
      random: Math.random,
      onError: (mid, err) => log.error({ err, mid }, 'the alerts of an account failed'),
      onLook: (_, look) => monitor.looked(look),
      grace: drainTime,
    });

    const links = createLinks({ chats: store.chats, alerts, now: clock.now });
    const farewell = createFarewell({
      links,
      wordsOf,
      api: createApi(config.botToken, telegram),
      onError: (err) => log.warn({ err }, 'an owner could not be told that a link has ended'),
    });

    const counter = createCounter({ chats: store.chats, alertsStatus: alerts.status, now: clock.now });
    const menus = createMenus({
      api: createApi(config.botToken, telegram),
      commands: () => features.flatMap(({ commands }) => commands),
      language: config.language,
      stop: AbortSignal.any([stopping.signal, ...(options.signal ? [options.signal] : [])]),
      onError: (err) => log.warn({ err }, 'no command menus'),
    });

    const board = createBoard({
      api: createApi(config.botToken, telegram),
      clock,
      pace,
      interval: options.boardInterval ?? 3000,
      wordsOf,
      onError: (err) => log.warn({ err }, 'the message of a job could not be changed'),
    });
    undo.defer(() => board.stop());
    const jobs = createJobs({
      records: store.jobs,
      quota,
      sessionOf: accounts.sessionOf,
      clock,
      report: board.update,
      async changed(mid, action, people) {
        if (action === 'kick' || action === 'block') await alerts.markGone(mid, people);
      },
      onError: (job, err) => log.error({ err, job }, 'a job failed'),
      signal: stopping.signal,
    });
    undo.defer(() => jobs.shutdown());

    const features = createFeatures({
      bilibili,
      accounts,
      alerts,
      links,
      quietHoursOf,
      wordsOf,
      menus,
      census: counter.count,
      version: versionOf(),
      digests,
      access,
      chats: store.chats,
      panels: store.panels,
      groupChoices: store.groupChoices,
      changes,
      proposals: store.proposals,
      deeds: store.deeds,
      jobs,
      quota,
      pace,
      tasks,
      logins: createLoginLimit({ records: store.loginCounts, most: limits.logins, now: clock.now }),
      clock,
      qrInterval,
    });
    const bot = createBot({
      token: config.botToken,
      telegram,
      language: config.language,
      timezone: config.timezone,
      chats: store.chats,
      conversations: store.conversations,
      access,
      accounts,
      features,
      whereabouts: {
        unblocked: alerts.resume,
        leftGroup: farewell.leftGroup,
        moved: links.migrate,
      },
      underWay: createUnderWay(),
      patience,
      limits,
      now: clock.now,
      log,
      stop: stopping.signal,
      onDefect: monitor.failed,
    });
    const intake = createIntake(bot, { now: clock.now, onUpdate: monitor.updated });
    const line = createLine({ clock, log, onAnswer: monitor.answered, onBack: alerts.sendAgain });
    const webhook = webhookOf(config);
    const http = await monitor.listen(config, {
      alerts: alerts.status,
      resting: bilibili.resting,
      intake,
      probe: store.probe,
      webhook,
    });
    undo.defer(() => http?.close());
    if (http) log.info({ address: http.address }, 'health and metrics are answered');

    const updates = { bot, intake, line, clock, log, webhook };
    await introduce(updates, stopping.signal);
    // What runs from here on is stopped in its order, and not cut off, when the start is given up.
    options.signal?.removeEventListener('abort', giveUp);
    options.signal?.throwIfAborted();
    const receiving = undo.adopt(startReceiving(updates), async (started) => {
      await Promise.all([alerts.stop(), started.stop(drainTime)]);
      stopping.abort();
      await started.stop(farewellTime);
      // What is still to be said of jobs gets as long again.
      setTimeout(() => cutOff.abort(), farewellTime).unref();
    });

    await jobs.recover();
    await alerts.start();
    // The bot answers by now: menus are no reason to be deaf, nor to wait long.
    await menus.register(access.admins);
    (options.signal ?? stopping.signal).throwIfAborted();

    const { username } = bot.botInfo;
    log.info({ username }, 'running');
    return {
      username,
      claimLink: access.claim && `https://t.me/${username}?start=${access.claim}`,
      httpAddress: http?.address,
      ended: receiving.ended,
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

/** The version of this program. */
function versionOf(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** How Telegram is to call; `undefined` when its updates are fetched. */
function webhookOf({ webhookUrl: url, webhookSecret: secret }: Config): Webhook | undefined {
  return url === undefined || secret === undefined ? undefined : { url, secret };
}

/** What must never be in a log line, besides what looks like a secret by itself. */
function secretsOf(config: Config, keys: readonly SealKey[]): string[] {
  const others = config.webhookSecret === undefined ? [] : [config.webhookSecret];
  return [config.botToken, ...others, ...keys.map(({ key }) => key.toString('base64'))];
}

if (import.meta.main) process.exitCode = await runProgram(process.env, start);
