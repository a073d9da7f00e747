import type { Api } from 'grammy';
import type { BotCommand } from 'grammy/types';
import type { Command } from './feature.ts';
import { callSignal } from './telegram-fetch.ts';
import { catalogues, type Language } from './text/index.ts';

/**
 * Registers the command menus with Telegram: for private chats and groups, in the configured language for all, and
 * in each of ours for those who read it. In a group only commands that work there are listed.
 * @param signal gives it up.
 */
export async function registerMenus(
  api: Api,
  commands: readonly Command[],
  configured: Language,
  signal: AbortSignal,
): Promise<void> {
  const given = callSignal(signal);
  const menus = [
    { scope: { type: 'all_private_chats' as const }, listed: commands },
    {
      scope: { type: 'all_group_chats' as const },
      listed: commands.filter(({ privateOnly }) => !privateOnly),
    },
  ];
  for (const { scope, listed } of menus) {
    await api.setMyCommands(inLanguage(listed, configured), { scope }, given);
    for (const language of ['zh', 'en'] as const) {
      await api.setMyCommands(inLanguage(listed, language), { scope, language_code: language }, given);
    }
  }
}

function inLanguage(commands: readonly Command[], language: Language): BotCommand[] {
  const { summaries } = catalogues[language].commands;
  return commands.map(({ name }) => ({ command: name, description: summaries[name] }));
}
