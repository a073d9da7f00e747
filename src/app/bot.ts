import { readFileSync } from 'node:fs';
import type { Bot } from 'grammy';
import type { Census } from '../accounts/usage-stats.ts';
import { type Access, createAccess } from '../bot/access.ts';
import { createApi, createBot, type TelegramClient } from '../bot/bot.ts';
import type { BotContext } from '../bot/context.ts';
import { createLoginLimit } from '../commands/login/login-limit.ts';
import { createMenus, type Menus } from '../telegram/command-menus.ts';
import { createTasks, type Tasks } from '../bot/background-tasks.ts';
import { createUnderWay } from '../bot/in-flight.ts';
import { createFeatures } from '../commands/index.ts';
import type { Ground } from './store.ts';
import { type StartOptions, usualLimits } from './options.ts';
import type { Site } from './bilibili.ts';
import type { Telling } from './notifications.ts';
import type { Work } from './jobs.ts';

/** The bot, and what it is known by. */
export interface Chat {
  bot: Bot<BotContext>;
  access: Access;
  menus: Menus;
  tasks: Tasks;
}

/** What the chat takes besides. */
export interface ChatOptions extends Pick<StartOptions, 'qrInterval' | 'patience' | 'limits'> {
  telegram: TelegramClient;
  census: () => Promise<Census>;
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
  const limits = { ...usualLimits, ...options.limits };
  const access = await createAccess({
    admins: config.admins,
    allowed: config.allowedUsers,
    collection: store.access,
  });
  const tasks = createTasks((task, err) =>
    log.error({ err, task: task.split(':')[0] }, 'work in the background failed'),
  );
  const menus = createMenus({
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
    census: options.census,
    version: versionOf(),
    logins: createLoginLimit({ records: store.loginCounts, most: limits.logins, now }),
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
    accounts: site.accounts,
    features,
    whereabouts: {
      unblocked: telling.alerts.resume,
      leftGroup: telling.farewell.leftGroup,
      moved: telling.links.migrate,
    },
    underWay: createUnderWay(),
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
