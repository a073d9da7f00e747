import type { BotCommand, BotCommandScope, User } from 'grammy/types';
import { shortLanguage } from './bot-profile.ts';
import type { ChatRecord } from './chats.ts';

/** Command menus by scope and language (`''` for no language). */
export interface Commands {
  set(scope: BotCommandScope, language: string, commands: BotCommand[]): void;
  /** The menu of exactly this scope and language, undefined when not set. */
  get(scope: BotCommandScope, language: string): BotCommand[] | undefined;
  delete(scope: BotCommandScope, language: string): void;
  /** The menu a person sees in a chat, in the order of scopes that Telegram documents. */
  menu(user: User, record: ChatRecord): BotCommand[];
}

export function createCommands(): Commands {
  const menus = new Map<string, BotCommand[]>();
  const key = (scope: BotCommandScope, language: string) =>
    [
      scope.type,
      'chat_id' in scope ? scope.chat_id : '',
      'user_id' in scope ? scope.user_id : '',
      language,
    ].join('|');
  return {
    set: (scope, language, commands) => menus.set(key(scope, language), commands),
    get: (scope, language) => menus.get(key(scope, language)),
    delete: (scope, language) => menus.delete(key(scope, language)),
    menu(user, record) {
      const language = shortLanguage(user.language_code);
      for (const scope of scopesFor(user, record)) {
        const found = menus.get(key(scope, language)) ?? menus.get(key(scope, ''));
        if (found) return found;
      }
      return [];
    },
  };
}

function scopesFor(user: User, { chat, members }: ChatRecord): BotCommandScope[] {
  if (chat.type === 'private') {
    return [{ type: 'chat', chat_id: chat.id }, { type: 'all_private_chats' }, { type: 'default' }];
  }
  const standing = members.get(user.id);
  const admin = standing === 'creator' || standing === 'administrator';
  return [
    { type: 'chat_member', chat_id: chat.id, user_id: user.id },
    ...(admin ? [{ type: 'chat_administrators', chat_id: chat.id } as const] : []),
    { type: 'chat', chat_id: chat.id },
    ...(admin ? [{ type: 'all_chat_administrators' } as const] : []),
    { type: 'all_group_chats' },
    { type: 'default' },
  ];
}
