import type { ProbeState } from './count-prober.ts';

/** How the alerts are doing. */
export interface AlertsStatus {
  /** Accounts watched; while the records are loaded, those of them that were. */
  watches: number;
  polling: number;
  /** Requests for counts under way. */
  probing: number;
  /** How the counts of accounts are used. */
  probe: ProbeState;
  /** Since when (ms, monotonic) a poll has been due that has not ended yet; `undefined` when none is. */
  dueSince: number | undefined;
  /** The same for messages to chats; ms, monotonic. */
  sendsDueSince: number | undefined;
  pollsInLastHour: number;
  /** Outboxes with something in them: of a chat, for one account. */
  waiting: number;
  sending: number;
}

/** Of a program that watches nobody. */
export const idleAlerts: AlertsStatus = {
  watches: 0,
  polling: 0,
  probing: 0,
  probe: 'unused',
  dueSince: undefined,
  sendsDueSince: undefined,
  pollsInLastHour: 0,
  waiting: 0,
  sending: 0,
};
