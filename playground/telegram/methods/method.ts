import type { Params } from '../http/params.ts';
import type { State } from '../state/state.ts';

/** A request being carried out. */
export interface Call {
  state: State;
  params: Params;
  /** Aborted when the client disconnects or the server closes. */
  signal: AbortSignal;
  /** Records something that Telegram would silently accept, so that tests can assert that there is none. */
  odd(what: string): void;
}

/**
 * Carries a method out.
 * @returns the `result`
 * @throws TelegramRefused
 */
export type Method = (call: Call) => unknown;

/** Finds a person or the bot by id, for mentions. */
export function userFinder(state: State) {
  return (id: number) => (id === state.bot.id ? state.bot : state.users.get(id));
}
