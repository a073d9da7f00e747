import type { Identified } from '../../api/index.ts';
import { rememberSpokenLanguage } from '../../bot/chat-locale.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { LoginDeps } from './login-deps.ts';

/**
 * Keeps a login and watches its account for new fans from now on: the first time as usual, later the way the chat has
 * set it, and at once, since what was wrong may be well again.
 */
export async function keepLogin(
  ctx: BotContext,
  { credential, ...identity }: Identified,
  { accounts, alerts, chats }: LoginDeps,
): Promise<void> {
  const { chat } = chatUserOf(ctx);
  await accounts.add(chat, identity, credential);
  // A chat that was not known until now would be told of its fans in a language that is not its own.
  await rememberSpokenLanguage(chats, chat, ctx.texts.language);
  await alerts.subscribe(chat, identity.mid, {});
}
