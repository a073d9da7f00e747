import type { Identity } from '../accounts/accounts.ts';
import type { Credential } from '../api/index.ts';
import type { LoginDeps } from './login-deps.ts';

/**
 * Keeps a login and watches its account for new fans from now on: the first time as usual, later the way the chat has
 * set it, and at once, since what was wrong may be well again.
 */
export async function keepLogin(
  chat: number,
  identity: Identity,
  credential: Credential,
  { accounts, alerts }: LoginDeps,
): Promise<void> {
  await accounts.add(chat, identity, credential);
  await alerts.watch(chat, identity.mid, {});
  alerts.hasten(identity.mid);
}
