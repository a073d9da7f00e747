import type { Account, Identity } from '../../accounts/accounts.ts';
import type { Identified } from '../../api/index.ts';
import { storeSpokenLanguage } from '../../bot/chat-locale.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { LoginDeps } from './login-deps.ts';

/** Stores a login. */
export async function saveLogin(
  ctx: BotContext,
  { credential, ...identity }: Identified,
  { accounts, chats }: LoginDeps,
): Promise<Account> {
  const { chat } = chatUserOf(ctx);
  const account = await accounts.add(chat, identity, credential);
  // Stores the language too, so that alerts to a new chat are in the language the user speaks.
  await storeSpokenLanguage(chats, chat, ctx.texts.language);
  return account;
}

/**
 * Shows home after a login was stored, and watches its account: the first time with the usual settings, later
 * with those of the chat. Polls at once, since earlier trouble may be over.
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
