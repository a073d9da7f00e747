import { type Api, GrammyError } from 'grammy';
import type { BotCommand, BotCommandScope } from 'grammy/types';
import { callSignal } from '../bot/call-signal.ts';
import type { Command } from '../bot/feature.ts';
import { catalogues } from '../bot/text/index.ts';
import { type Language, languages } from '../config/languages.ts';

/** The command menus at Telegram. None of it rejects: without menus the bot works all the same. */
export interface CommandMenus {
  /** Registers them for private chats and groups, and for each admin's private chat. */
  register(admins: readonly number[], signal: AbortSignal): Promise<void>;
  /** Registers the one of an admin's private chat. */
  registerAdmin(admin: number, signal: AbortSignal): Promise<void>;
}

/** How long Telegram may take for it, ms. */
const patience = 10_000;

/**
 * Menus in the configured language for all, and in each of ours for those who read it. In a group only commands that work
 * there are listed, and those of admins only in an admin's own chat.
 */
export function createCommandMenus(deps: {
  api: Api;
  /** In the order they are listed. */
  commands: readonly Command[];
  language: Language;
  onError: (error: unknown) => void;
}): CommandMenus {
  async function put(scope: BotCommandScope, listed: readonly Command[], signal: AbortSignal): Promise<void> {
    const given = callSignal(signal);
    await deps.api.setMyCommands(inLanguage(listed, deps.language), { scope }, given);
    for (const language of languages) {
      await deps.api.setMyCommands(inLanguage(listed, language), { scope, language_code: language }, given);
    }
  }

  async function putAdmin(admin: number, signal: AbortSignal): Promise<void> {
    try {
      await put({ type: 'chat', chat_id: admin }, deps.commands, signal);
    } catch (error) {
      // Telegram knows no chat with who never opened one.
      if (!(error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)))
        throw error;
    }
  }

  async function quietly(stop: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    await work(AbortSignal.any([stop, AbortSignal.timeout(patience)])).catch((error: unknown) => {
      if (!stop.aborted) deps.onError(error);
    });
  }

  return {
    register: (admins, stop) =>
      quietly(stop, async (signal) => {
        const forAll = deps.commands.filter(({ adminsOnly }) => !adminsOnly);
        const inGroups = forAll.filter((command) => command.inGroups !== 'nobody');
        await put({ type: 'all_private_chats' }, forAll, signal);
        await put({ type: 'all_group_chats' }, inGroups, signal);
        for (const admin of admins) await putAdmin(admin, signal);
      }),
    registerAdmin: (admin, stop) => quietly(stop, (signal) => putAdmin(admin, signal)),
  };
}

function inLanguage(commands: readonly Command[], language: Language): BotCommand[] {
  const { summaries } = catalogues[language].commands;
  return commands.map(({ name }) => ({ command: name, description: summaries[name] }));
}
