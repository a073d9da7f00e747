import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { ClientOf } from '../../bot/platform.ts';

/** Display name of a private chat, for a user who may have several. */
export function privateChatName(ctx: BotContext, chat: number, clientOf: ClientOf): string {
  const { buttons } = ctx.texts.alerts;
  if (chat === chatUserOf(ctx).chat) return buttons.here;
  if (ctx.privateChats.length === 1) return buttons.home;
  // A person has one private chat per platform.
  const { chatsOfOnePerson: words } = ctx.texts;
  return words.privateChatOn(words.platforms[clientOf(chat).platform.name]);
}
