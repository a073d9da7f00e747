import type { QQEvent } from './port.ts';

type Reason = (QQEvent & { kind: 'offline' })['reason'];

/** State of the account, online or offline; each change is announced once. */
export interface Presence {
  online(): void;
  offline(reason: Reason): void;
  /** Whether QQ has logged the account off; this ends only with `online()`. */
  readonly loggedOff: boolean;
}

/** @param announce called for every change, and for the first known state */
export function createPresence(announce: (event: QQEvent) => void): Presence {
  let state: 'online' | Reason | undefined;
  const change = (next: 'online' | Reason) => {
    if (state === next) return;
    // For a logged-off account a lost connection or missing heartbeat is no news.
    if (state === 'loggedOff' && next !== 'online') return;
    const wasOffline = state !== undefined && state !== 'online';
    state = next;
    if (next === 'online') announce({ kind: 'online' });
    else if (!wasOffline || next === 'loggedOff') announce({ kind: 'offline', reason: next });
  };
  return {
    online: () => change('online'),
    offline: change,
    get loggedOff() {
      return state === 'loggedOff';
    },
  };
}
