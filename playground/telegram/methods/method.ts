import type { Params } from '../http/params.ts';
import type { State } from '../state/state.ts';

/** One request, ready to be carried out. */
export interface Call {
  state: State;
  params: Params;
  /** Aborted when the client is gone or the server closes. */
  signal: AbortSignal;
  /** Notes what real Telegram would let pass in silence, for tests to assert that there is nothing. */
  odd(what: string): void;
}

/** Carries a method out: returns what stands in `result`, or throws TelegramRefused. */
export type Method = (call: Call) => unknown;

/** The person or bot of an id; for mentions by id. */
export function userFinder(state: State) {
  return (id: number) => (id === state.bot.id ? state.bot : state.users.get(id));
}
