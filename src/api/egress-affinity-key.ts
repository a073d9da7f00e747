import type { CallOptions } from './bind-endpoints.ts';
import type { Credential } from './credential.ts';

/** What a call for a login may be told that has no mid yet. */
export interface LoginOptions extends CallOptions {
  /** The chat it is made in: until its mid is known, the egress address goes by that. */
  chat?: number | undefined;
}

/** What the egress address of a login is chosen by: its mid where it says so, else its chat; undefined when neither is known. */
export function egressKeyOfLogin({ chat }: LoginOptions, credential?: Credential): string | undefined {
  const mid = credential?.kind === 'cookie' ? credential.cookies.DedeUserID : undefined;
  if (mid !== undefined && /^[1-9]\d{0,19}$/.test(mid)) return mid;
  return chat === undefined ? undefined : egressKeyOfChat(chat);
}

/** What is chosen by for a chat without a login. */
export function egressKeyOfChat(chat: number): string {
  return `chat ${chat}`;
}
