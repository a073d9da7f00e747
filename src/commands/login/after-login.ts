import type { Account, Identity } from '../../accounts/accounts.ts';
import type { Identified } from '../../api/index.ts';
import { storeSpokenLanguage } from '../../bot/chat-locale.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { LoginDeps } from './login-deps.ts';

/** Keeps a login. */
export async function saveLogin(
  ctx: BotContext,
  { credential, ...identity }: Identified,
  { accounts, chats }: LoginDeps,
): Promise<Account> {
  const { chat } = chatUserOf(ctx);
  const account = await accounts.add(chat, identity, credential);
  // A chat that was not known until now would be told of its fans in a language that is not its own.
  await storeSpokenLanguage(chats, chat, ctx.texts.language);
  return account;
}

/**
 * Shows home for a login that was kept, and watches its account for new fans from now on: the first time as usual, later
 * the way the chat has set it, and at once, since what was wrong may be well again.
 */
export async function welcomeAndWatch(
  ctx: BotContext,
  identity: Identity,
  account: Account,
  { alerts, welcome }: LoginDeps,
  signal: AbortSignal,
): Promise<void> {
  await welcome(ctx, {
    account,
    identity,
    signal,
    watch: () => alerts.subscribe(account.chat, identity.mid, {}),
  });
}
