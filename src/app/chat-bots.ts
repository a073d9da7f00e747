import { createLoginLimit } from '../accounts/login-attempt-limit.ts';
import type { UsageStats } from '../accounts/usage-stats.ts';
import type { Access } from '../bot/access.ts';
import { createBackgroundTasks } from '../bot/background-tasks.ts';
import { createBot } from '../bot/bot.ts';
import { createFeatures } from '../commands/index.ts';
import { menuOrder } from '../commands/menu-order.ts';
import { createNotes } from '../people/notes.ts';
import { createCommandMenus } from '../telegram/command-menus.ts';
import { describeBot } from '../telegram/descriptions.ts';
import type { AlertsAndChatLinks } from './alerts-and-chat-links.ts';
import type { Base } from './base.ts';
import type { BilibiliAccess } from './bilibili-and-accounts.ts';
import { defaultUserRateLimits } from './default-user-rate-limits.ts';
import type { BulkJobs } from './jobs.ts';
import type { Platforms } from './platforms.ts';
import type { StartOptions } from './start-options.ts';
import { readVersion } from './version.ts';

export interface ChatBotOptions {
  start: Pick<StartOptions, 'qrInterval' | 'handlingTimeout' | 'limits'>;
  usageStats: () => Promise<UsageStats>;
  /** Aborts every request of a handler. */
  stop: AbortSignal;
  /** Called for every update that failed because of a defect in the program. */
  onDefect: () => void;
}

/**
 * Creates one bot per platform, all with the same features, and their background tasks; they receive no
 * updates yet.
 */
export function createChatBots(
  { config, clock, log, store, localeOf }: Base,
  { bilibili, accounts, lastRelationChanges, wholeListCache, quota }: BilibiliAccess,
  platforms: Platforms,
  access: Access,
  {
    alerts,
    groupLinks,
    groupLostListener,
    joinChats,
    digests,
    drawFanPicture,
    quietHoursOf,
  }: AlertsAndChatLinks,
  { jobs, forecastOf }: BulkJobs,
  { start, usageStats, stop, onDefect }: ChatBotOptions,
) {
  const { now } = clock;
  const { language, timezone } = config;
  const { qrInterval = 2000, handlingTimeout = 60_000 } = start;
  const limits = { ...defaultUserRateLimits, ...start.limits };
  const tasks = createBackgroundTasks((task, err) =>
    log.error({ err, task: task.split(':')[0] }, 'work in the background failed'),
  );
  const stateOf = async (chat: number) => ({
    loggedIn: (await accounts.active(chat)) !== undefined,
    language: (await localeOf(chat)).texts.language,
  });
  const onMenuError = (err: unknown) => log.warn({ err }, 'no command menus');
  const onPlatforms = platforms.all.map((platform) => {
    const { api, hasChat } = platform;
    const isAdmin = (user: number) => hasChat(user) && access.isAdmin(user);
    const menus = createCommandMenus({ api, language, isAdmin, stateOf, stop, onError: onMenuError });
    return { platform, menus };
  });
  const menusOf = (chat: number) => onPlatforms.find(({ platform }) => platform.hasChat(chat))?.menus;
  const features = createFeatures({
    accounts,
    alerts,
    access,
    bilibili,
    clientOf: platforms.clientOf,
    chatMenu: { follow: (chat, state) => menusOf(chat)?.follow(chat, state) },
    clock,
    digests,
    drawFanPicture,
    forecastOf,
    groupLinks,
    jobs,
    joinChats,
    lastRelationChanges,
    localeOf,
    platforms: platforms.all.map(({ platform }) => platform),
    loginLimit: createLoginLimit({ records: store.loginCounts, most: limits.logins, now }),
    qrInterval,
    quietHoursOf,
    quota,
    store,
    tasks,
    usageStats,
    wholeListCache,
    version: readVersion(),
  });
  const shared = {
    language,
    timezone,
    chats: store.chats,
    conversations: store.conversations,
    access,
    accounts,
    notesOf: createNotes(store.notes, now),
    features,
    membership: {
      unblocked: alerts.unblocked,
      wrote: alerts.userWrote,
      leftGroup: groupLostListener.leftGroup,
      moved: groupLinks.migrateChat,
      // At the program's start the platform may not have known this admin's chat yet.
      started: async (user: number, signal: AbortSignal) => {
        if (access.isAdmin(user)) await menusOf(user)?.registerAdmin(user, signal);
      },
    },
    handlingTimeout,
    limits,
    monotonic: clock.monotonic,
    log,
    stop,
    onDefect,
  };
  const all = platforms.all.map((platform) => ({
    platform,
    bot: createBot({ ...platform.bot, platform: platform.platform, ...shared }),
  }));
  /** Sets the bot's commands and description on the platforms; never rejects. */
  async function setCommandsAndDescription(signal: AbortSignal): Promise<void> {
    const commands = menuOrder(features.flatMap((feature) => feature.commands));
    for (const { platform, menus } of onPlatforms) {
      await menus.register(commands, access.admins.filter(platform.hasChat), signal);
      await describeBot(platform.api, language, signal).catch((err: unknown) => {
        if (!signal.aborted) log.warn({ err }, 'the bot could not be described');
      });
    }
  }
  return { all, setCommandsAndDescription, tasks };
}
