import type { ProbeState } from './count-prober.ts';

/** The overall state of the alerts. */
export interface AlertsStatus {
  /** Watched accounts; while records are being loaded, those loaded so far. */
  watches: number;
  polling: number;
  /** Running requests for fan counts. */
  probing: number;
  /** How fan counts are used. */
  probe: ProbeState;
  /** Since when (monotonic ms) a poll has been due that has not ended; `undefined` when there is none. */
  dueSince: number | undefined;
  /**
   * Since when (monotonic ms) a message has been due that has not been sent; `undefined` when there is none.
   */
  sendsDueSince: number | undefined;
  pollsInLastHour: number;
  /** Outboxes with undelivered alerts, counted per chat and account. */
  waiting: number;
  sending: number;
}

/** The status of a program that watches no accounts. */
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
