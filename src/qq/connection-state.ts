import type { Log } from '../log.ts';
import type { QQState } from './gateway/handle-events.ts';
import type { QQPerson } from './port.ts';

/** Keeps track of whether QQ can be reached. */
export interface ConnectionState {
  /** Records a new state, logs it and calls the listeners. */
  handle(state: QQState): void;
  /** Since when QQ cannot be reached, ms of the monotonic clock; `undefined` while it can. */
  readonly awaySince: number | undefined;
}

/** The state of a connection that has not been made yet. */
export function createConnectionState(deps: {
  /** ms */
  monotonic: () => number;
  log: Log;
  self: () => QQPerson | undefined;
  /** Called when QQ can be reached (again). */
  onBack: () => void;
  /** Called with `false` when QQ has logged the account off, and with `true` when it is online again. */
  onAccount: (loggedIn: boolean) => void;
}): ConnectionState {
  const { monotonic, log } = deps;
  let awaySince: number | undefined = monotonic();
  let loggedOff = false;
  return {
    get awaySince() {
      return awaySince;
    },
    handle(state) {
      switch (state.kind) {
        case 'trouble':
          log.warn({ reason: state.error.reason }, state.error.message);
          break;
        case 'offline':
          log.warn({ reason: state.reason }, 'QQ cannot be reached; it is tried again by itself');
          awaySince ??= monotonic();
          if (state.reason === 'loggedOff' && !loggedOff) {
            loggedOff = true;
            deps.onAccount(false);
          }
          break;
        case 'online':
          log.info({ account: deps.self()?.id }, 'QQ is reached');
          awaySince = undefined;
          if (loggedOff) deps.onAccount(true);
          loggedOff = false;
          deps.onBack();
      }
    },
  };
}
