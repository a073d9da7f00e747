import { readFileSync } from 'node:fs';
import type { Bot } from 'grammy';
import { createLoginLimit } from '../accounts/login-limit.ts';
import type { UsageStats } from '../accounts/usage-stats.ts';
import { type Access, createAccess } from '../bot/access.ts';
import { type BackgroundTasks, createBackgroundTasks } from '../bot/background-tasks.ts';
import { createBot } from '../bot/bot.ts';
import type { BotContext } from '../bot/context.ts';
import { createInFlight } from '../bot/in-flight.ts';
import { createFeatures } from '../commands/index.ts';
import { clientOptions, createApi, type TelegramClient } from '../telegram/client.ts';
import { type CommandMenus, createCommandMenus } from '../telegram/command-menus.ts';
import type { Site } from './bilibili.ts';
import type { Work } from './jobs.ts';
import type { Telling } from './notifications.ts';
import { defaultLimits, type StartOptions } from './options.ts';
import type { Ground } from './store.ts';

/** The bot, and what it is known by. */
export interface Chat {
  bot: Bot<BotContext>;
  access: Access;
  menus: CommandMenus;
  tasks: BackgroundTasks;
}

/** What the chat takes besides. */
export interface ChatOptions extends Pick<StartOptions, 'qrInterval' | 'patience' | 'limits'> {
  telegram: TelegramClient;
  usageStats: () => Promise<UsageStats>;
  /** Gives up every request of a handler. */
  stop: AbortSignal;
  /** Gives up the menus. */
  leave: AbortSignal;
  /** Told of every update that failed for no reason known. */
  failed: () => void;
}

/** Puts the bot together; no update comes in yet. */
export async function createChat(
  { config, clock, log, store }: Ground,
  site: Site,
  telling: Telling,
  { jobs }: Work,
  options: ChatOptions,
): Promise<Chat> {
  const { now } = clock;
  const { telegram, stop, qrInterval = 2000, patience = 60_000 } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const access = await createAccess({
    admins: config.admins,
    allowed: config.allowedUsers,
    collection: store.access,
  });
  const tasks = createBackgroundTasks((task, err) =>
    log.error({ err, task: task.split(':')[0] }, 'work in the background failed'),
  );
  const menus = createCommandMenus({
    api: createApi(config.botToken, telegram),
    commands: () => features.flatMap(({ commands }) => commands),
    language: config.language,
    stop: options.leave,
    onError: (err) => log.warn({ err }, 'no command menus'),
  });
  const features = createFeatures({
    ...store,
    ...site,
    ...telling,
    jobs,
    access,
    menus,
    tasks,
    usageStats: options.usageStats,
    version: versionOf(),
    logins: createLoginLimit({ records: store.loginCounts, most: limits.logins, now }),
    clock,
    qrInterval,
  });
  const bot = createBot({
    token: config.botToken,
    client: clientOptions(telegram),
    language: config.language,
    timezone: config.timezone,
    chats: store.chats,
    conversations: store.conversations,
    access,
    accounts: site.accounts,
    features,
    whereabouts: {
      unblocked: telling.alerts.resume,
      leftGroup: telling.groupLostListener.leftGroup,
      moved: telling.groupBindings.migrateChat,
    },
    inFlight: createInFlight(),
    patience,
    limits,
    now,
    log,
    stop,
    onDefect: options.failed,
  });
  return { bot, access, menus, tasks };
}

/** The version of this program. */
function versionOf(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
