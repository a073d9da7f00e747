import type { Accounts } from '../../accounts/accounts.ts';
import type { LoginLimit } from '../../accounts/login-attempt-limit.ts';
import type { Alerts } from '../../alerts/index.ts';
import type { Bilibili, Credential } from '../../api/index.ts';
import type { BackgroundTasks } from '../../bot/background-tasks.ts';
import { storeSpokenLanguage } from '../../bot/chat-locale.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { Clock } from '../../clock.ts';
import type { ChatRecord, Repository } from '../../storage/index.ts';
import type { Home } from '../home/home.ts';

export interface LoginDeps {
  bilibili: Pick<Bilibili, 'qr' | 'identify'>;
  accounts: Accounts;
  alerts: Pick<Alerts, 'subscribe' | 'unsubscribe' | 'subscriptions'>;
  chats: Repository<ChatRecord>;
  /** Rate limit of login attempts. */
  loginLimit: LoginLimit;
  /** Shows home after a login. */
  welcome: Home['welcome'];
  tasks: BackgroundTasks;
  clock: Clock;
  /** Interval between requests for a QR code's state, ms. */
  qrInterval: number;
}

/**
 * Asks Bilibili whose credential it is and stores the login; then shows home and watches the account: the
 * first time with the usual settings, later with those of the chat. Polls at once, since earlier trouble may
 * be over.
 * @param onStored called between the two
 */
export async function completeLogin(
  ctx: BotContext,
  newCredential: Credential,
  { bilibili, accounts, alerts, chats, welcome }: LoginDeps,
  signal: AbortSignal,
  onStored?: () => Promise<void>,
): Promise<void> {
  const { chat } = chatUserOf(ctx);
  const { credential, ...identity } = await bilibili.identify(newCredential, { chat, signal });
  const account = await accounts.add(chat, identity, credential);
  // Stores the language too, so that alerts to a new chat are in the language the user speaks.
  await storeSpokenLanguage(chats, chat, ctx.texts.language);
  await onStored?.();
  try {
    await welcome(ctx, account, identity, signal);
  } finally {
    // After home, so that messages of the first poll come below it.
    await alerts.subscribe(account.chat, identity.mid, {});
  }
}
