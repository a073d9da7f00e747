import type { QQEvent } from './port.ts';

type Reason = (QQEvent & { kind: 'offline' })['reason'];

/** Whether the account can be reached; each change is announced once. */
export interface Presence {
  online(): void;
  offline(reason: Reason): void;
  /** Whether QQ itself logged the account off, which only a heartbeat that says otherwise ends. */
  readonly loggedOff: boolean;
}

/** @param announce told of every change, and of the first state that is known */
export function createPresence(announce: (event: QQEvent) => void): Presence {
  let state: 'online' | Reason | undefined;
  const become = (next: 'online' | Reason) => {
    if (state === next) return;
    // That the connection broke is no news of an account that is logged off, nor the other way round of silence.
    if (state === 'loggedOff' && next !== 'online') return;
    const wasOffline = state !== undefined && state !== 'online';
    state = next;
    if (next === 'online') announce({ kind: 'online' });
    else if (!wasOffline || next === 'loggedOff') announce({ kind: 'offline', reason: next });
  };
  return {
    online: () => become('online'),
    offline: become,
    get loggedOff() {
      return state === 'loggedOff';
    },
  };
}
