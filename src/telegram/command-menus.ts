import { type Api, GrammyError } from 'grammy';
import type { BotCommand, BotCommandScope } from 'grammy/types';
import type { Command } from '../bot/feature.ts';
import { grammyAbortSignal } from '../bot/grammy-abort-signal.ts';
import type { ChatMenu } from '../bot/platform.ts';
import { catalogues } from '../bot/text/index.ts';
import { BoundedMap } from '../bounded-map.ts';
import { type Language, languages } from '../config/languages.ts';
import { createKeyedMutex } from '../storage/index.ts';

/** The commands listed in menus. */
export interface ListedCommands {
  loggedIn: readonly Command[];
  loggedOut: readonly Command[];
}

/** What the menu of a chat depends on. */
export type MenuState = Parameters<ChatMenu['follow']>[1];

/**
 * The bot's command menus on Telegram. No method rejects, since the bot works without menus too; errors are
 * reported.
 */
export interface CommandMenus extends ChatMenu {
  /**
   * Registers the menus of private chats and groups, and of each admin's private chat. From then on single
   * chats can have their own.
   */
  register(commands: ListedCommands, admins: readonly number[], signal: AbortSignal): Promise<void>;
  /** Registers the menu of an admin's private chat. */
  registerAdmin(admin: number, signal: AbortSignal): Promise<void>;
}

/** Timeout for updating menus, in ms. */
const patience = 10_000;
/** Most chats whose current menu is remembered; for others it is written again. */
const mostRemembered = 10_000;

/** For whom menus are set: all users, and those of each language. */
const readers: readonly { language_code?: Language }[] = [
  {},
  ...languages.map((language) => ({ language_code: language })),
];

/**
 * Menus are in the configured language by default and in each supported language for users of that language;
 * the menu of a logged-in chat is in the chat's language. Group menus list only commands that work in groups;
 * admin commands are listed only in an admin's private chat.
 */
export function createCommandMenus(deps: {
  api: Api;
  language: Language;
  isAdmin: (user: number) => boolean;
  stateOf: (chat: number) => Promise<MenuState>;
  /** Aborts updates in progress. */
  stop: AbortSignal;
  onError: (error: unknown) => void;
}): CommandMenus {
  const { api } = deps;
  let commands: ListedCommands | undefined;
  /** The last known menu of each chat. */
  const knownMenus = new BoundedMap<number, string>(mostRemembered);
  const mutex = createKeyedMutex();

  /** @param spoken the language of the menu for all users; each user's own when omitted */
  async function setCommands(
    scope: BotCommandScope,
    listed: readonly Command[],
    signal: AbortSignal,
    spoken?: Language,
  ): Promise<void> {
    for (const reader of readers) {
      const own = inLanguage(listed, spoken ?? reader.language_code ?? deps.language);
      await api.setMyCommands(own, { scope, ...reader }, grammyAbortSignal(signal));
    }
  }

  async function deleteCommands(scope: BotCommandScope, signal: AbortSignal): Promise<void> {
    for (const reader of readers) await api.deleteMyCommands({ scope, ...reader }, grammyAbortSignal(signal));
  }

  /** Updates the menu of a chat if it has changed; updates of one chat run one after another. */
  async function updateChatMenu(
    chat: number,
    { loggedIn, language }: MenuState,
    signal: AbortSignal,
  ): Promise<void> {
    if (commands === undefined) return;
    const { loggedIn: inUse, loggedOut } = commands;
    const isAdmin = deps.isAdmin(chat);
    const wanted = `${isAdmin} ${loggedIn ? language : 'loggedOut'}`;
    const scope: BotCommandScope = { type: 'chat', chat_id: chat };
    await mutex.run(String(chat), async () => {
      if (knownMenus.get(chat) === wanted) return;
      try {
        if (loggedIn)
          await setCommands(scope, isAdmin ? inUse : withoutAdminCommands(inUse), signal, language);
        else if (isAdmin) await setCommands(scope, loggedOut, signal);
        else await deleteCommands(scope, signal);
        knownMenus.set(chat, wanted);
      } catch (error) {
        knownMenus.delete(chat);
        // Telegram knows no private chat with a user who never opened one.
        if (!(error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)))
          throw error;
      }
    });
  }

  async function withErrorsReported(
    stop: AbortSignal,
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    await work(AbortSignal.any([stop, AbortSignal.timeout(patience)])).catch((error: unknown) => {
      if (!stop.aborted) deps.onError(error);
    });
  }

  return {
    register: (listed, admins, stop) =>
      withErrorsReported(stop, async (signal) => {
        const inGroups = withoutAdminCommands(listed.loggedIn).filter(
          (command) => command.inGroups !== 'nobody',
        );
        commands = listed;
        await setCommands({ type: 'all_private_chats' }, withoutAdminCommands(listed.loggedOut), signal);
        await setCommands({ type: 'all_group_chats' }, inGroups, signal);
        for (const admin of admins) await updateChatMenu(admin, await deps.stateOf(admin), signal);
      }),
    registerAdmin: (admin, stop) =>
      withErrorsReported(stop, async (signal) => updateChatMenu(admin, await deps.stateOf(admin), signal)),
    follow: (chat, state) =>
      void withErrorsReported(deps.stop, (signal) => updateChatMenu(chat, state, signal)),
  };
}

function withoutAdminCommands(listed: readonly Command[]): Command[] {
  return listed.filter(({ adminsOnly }) => !adminsOnly);
}

function inLanguage(commands: readonly Command[], language: Language): BotCommand[] {
  const { summaries } = catalogues[language].commands;
  return commands.map(({ name }) => ({ command: name, description: summaries[name] }));
}
