import type { Bot } from 'grammy';
import { createLoginLimit } from '../accounts/login-limit.ts';
import type { UsageStats } from '../accounts/usage-stats.ts';
import { type Access, createAccess } from '../bot/access.ts';
import { type BackgroundTasks, createBackgroundTasks } from '../bot/background-tasks.ts';
import { createBot } from '../bot/bot.ts';
import type { BotContext } from '../bot/context.ts';
import { createGroupAdmins } from '../bot/group-admins.ts';
import { createInFlight } from '../bot/in-flight.ts';
import { createFeatures } from '../commands/index.ts';
import { menuOrder } from '../commands/menu-order.ts';
import { createNotes } from '../people/notes.ts';
import { createCommandMenus } from '../telegram/command-menus.ts';
import { describeBot } from '../telegram/descriptions.ts';
import type { Base } from './base.ts';
import type { BilibiliAccess } from './bilibili.ts';
import type { BulkJobs } from './jobs.ts';
import type { Notifications } from './notifications.ts';
import { defaultLimits, type StartOptions } from './options.ts';
import type { Telegram } from './telegram.ts';
import { readVersion } from './version.ts';

/** The bot, who may use it, and what it does beside its updates. */
export interface ChatBot {
  bot: Bot<BotContext>;
  access: Access;
  /** Tells the platform what the bot is and can do; never rejects. */
  introduce: (signal: AbortSignal) => Promise<void>;
  tasks: BackgroundTasks;
}

export interface ChatBotOptions {
  start: Pick<StartOptions, 'qrInterval' | 'patience' | 'limits'>;
  usageStats: () => Promise<UsageStats>;
  /** Gives up every request of a handler. */
  stop: AbortSignal;
  /** Told of every update that failed by a defect of the program. */
  onDefect: () => void;
}

/** Builds the bot; no update comes in yet. */
export async function createChatBot(
  { config, clock, log, store }: Base,
  { bilibili, accounts, listInvalidation, quota }: BilibiliAccess,
  { platform, client, api }: Telegram,
  {
    alerts,
    groupBindings,
    groupLostListener,
    digests,
    drawFanPicture,
    localeOf,
    quietHoursOf,
  }: Notifications,
  { jobs, forecastOf }: BulkJobs,
  { start, usageStats, stop, onDefect }: ChatBotOptions,
): Promise<ChatBot> {
  const { now } = clock;
  const { language, timezone } = config;
  const { qrInterval = 2000, patience = 60_000 } = start;
  const limits = { ...defaultLimits, ...start.limits };
  const access = await createAccess({
    admins: config.admins,
    allowed: config.allowedUsers,
    collection: store.access,
  });
  const tasks = createBackgroundTasks((task, err) =>
    log.error({ err, task: task.split(':')[0] }, 'work in the background failed'),
  );
  const menus = createCommandMenus({
    api,
    language,
    isAdmin: access.isAdmin,
    stateOf: async (chat) => ({
      loggedIn: (await accounts.active(chat)) !== undefined,
      language: (await localeOf(chat)).texts.language,
    }),
    stop,
    onError: (err) => log.warn({ err }, 'no command menus'),
  });
  const features = createFeatures({
    accounts,
    alerts,
    access,
    bilibili,
    chatMenu: menus,
    clock,
    digests,
    drawFanPicture,
    forecastOf,
    groupBindings,
    jobs,
    listInvalidation,
    localeOf,
    loginLimit: createLoginLimit({ records: store.loginCounts, most: limits.logins, now }),
    qrInterval,
    quietHoursOf,
    quota,
    store,
    tasks,
    usageStats,
    version: readVersion(),
  });
  const bot = createBot({
    token: config.botToken,
    client,
    platform,
    language,
    timezone,
    chats: store.chats,
    conversations: store.conversations,
    access,
    accounts,
    notesOf: createNotes(store.notes, now),
    features,
    membership: {
      unblocked: alerts.resume,
      leftGroup: groupLostListener.leftGroup,
      moved: groupBindings.migrateChat,
      // When the program starts, the platform may not know an admin's chat yet.
      started: async (user, signal) => {
        if (access.isAdmin(user)) await menus.registerAdmin(user, signal);
      },
    },
    inFlight: createInFlight(),
    groupAdmins: createGroupAdmins(clock.monotonic),
    patience,
    limits,
    monotonic: clock.monotonic,
    log,
    stop,
    onDefect,
  });
  async function introduce(signal: AbortSignal): Promise<void> {
    const commands = menuOrder(features.flatMap((feature) => feature.commands));
    await menus.register(commands, access.admins, signal);
    await describeBot(api, language, signal).catch((err: unknown) => {
      if (!signal.aborted) log.warn({ err }, 'the bot could not be described');
    });
  }
  return { bot, access, introduce, tasks };
}
