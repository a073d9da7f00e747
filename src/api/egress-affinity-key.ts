import type { CallOptions } from './bind-endpoints.ts';
import type { Credential } from './credential.ts';

/** Call options, with the chat that a login is made in. */
export interface LoginCallOptions extends CallOptions {
  /** While the login's mid is unknown, the egress address is chosen by this chat. */
  chat?: number | undefined;
}

/**
 * The key a login's egress address is chosen by: its mid if the credential contains it, else its chat;
 * undefined when neither is known.
 */
export function egressKeyOfLogin({ chat }: LoginCallOptions, credential?: Credential): string | undefined {
  const mid = credential?.kind === 'cookie' ? credential.cookies.DedeUserID : undefined;
  if (mid !== undefined && /^[1-9]\d{0,19}$/.test(mid)) return mid;
  return chat === undefined ? undefined : egressKeyOfChat(chat);
}

/** The egress key of a chat that has no login. */
export function egressKeyOfChat(chat: number): string {
  return `chat ${chat}`;
}
