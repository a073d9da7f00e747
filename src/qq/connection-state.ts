import type { Log } from '../log.ts';
import type { QQState } from './gateway/handle-events.ts';
import type { QQPerson } from './port.ts';

/** Whether QQ can be reached, as it goes on. */
export interface ConnectionState {
  /** Takes note, and tells whom it concerns. */
  take(state: QQState): void;
  /** Since when it cannot be reached, ms of the monotonic clock; `undefined`: it can. */
  readonly awaySince: number | undefined;
}

/** Not reached yet. */
export function createConnectionState(deps: {
  /** ms */
  monotonic: () => number;
  log: Log;
  self: () => QQPerson | undefined;
  /** Told when QQ can be reached (again). */
  onBack: () => void;
  /** Told when QQ itself has logged the account off (`false`), and when it is back after that. */
  onAccount: (loggedIn: boolean) => void;
}): ConnectionState {
  const { monotonic, log } = deps;
  let awaySince: number | undefined = monotonic();
  let loggedOff = false;
  return {
    get awaySince() {
      return awaySince;
    },
    take(state) {
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
