import { type AlertsStatus, createHourlyCounter, type HourlyCounter } from '../alerts/index.ts';
import type { CallReport, EgressState } from '../api/index.ts';
import type { ChatRecord, ProcessCounts, Repository } from '../storage/index.ts';

/** Usage figures for the operator. */
export interface UsageStats {
  /** Chats that have a record. */
  chats: number;
  /** Logins by Bilibili's last answer; those not asked since the start count as `well`. */
  sessions: { well: number; expired: number; resting: number };
  /** Accounts watched for new fans. */
  watches: number;
  /** Polls, and all requests to Bilibili, in the last hour. */
  polls: number;
  requests: number;
  /** The egress addresses in the order of the settings, each with its requests in the last hour. */
  egress: readonly (EgressState & { requests: number })[];
  /** How polling uses the accounts' fan counts to decide which accounts to read. */
  probe: AlertsStatus['probe'];
  /** Undelivered alerts, counted per chat and account. */
  waiting: number;
  /** Time since the start, ms. */
  uptime: number;
  processes: ProcessCounts;
}

/** Counts requests to Bilibili and computes the usage figures. */
export interface UsageCounter {
  /** To be called after every request to Bilibili. */
  onCall(call: Pick<CallReport, 'mid' | 'outcome' | 'egress'>): void;
  /** Computes the figures; reads the records of all chats. */
  read(alerts: AlertsStatus, egress: readonly EgressState[], processes: ProcessCounts): Promise<UsageStats>;
}

/** Creates a counter that starts at zero; `now` is a monotonic clock in ms. */
export function createUsageCounter(deps: { chats: Repository<ChatRecord>; now: () => number }): UsageCounter {
  const startedAt = deps.now();
  const requests = createHourlyCounter(deps.now);
  const requestsBy = new Map<string, HourlyCounter>();
  const failing = new Map<number, 'expired' | 'resting'>();

  return {
    onCall({ mid, outcome, egress }) {
      requests.increment();
      const counter = requestsBy.get(egress) ?? createHourlyCounter(deps.now);
      requestsBy.set(egress, counter);
      counter.increment();
      if (mid === undefined) return;
      if (outcome === 'login') failing.set(mid, 'expired');
      else if (outcome === 'risk') failing.set(mid, 'resting');
      else if (outcome === 'ok') failing.delete(mid);
    },
    async read(alerts, egress, processes) {
      const sessions = { well: 0, expired: 0, resting: 0 };
      let chats = 0;
      for await (const [, record] of deps.chats.all()) {
        chats += 1;
        for (const { mid } of record.sessions) sessions[failing.get(mid) ?? 'well'] += 1;
      }
      const { watches, pollsInLastHour: polls, probe, waiting } = alerts;
      const uptime = deps.now() - startedAt;
      return {
        chats,
        sessions,
        watches,
        polls,
        requests: requests.lastHour,
        egress: egress.map((one) => ({ ...one, requests: requestsBy.get(one.name)?.lastHour ?? 0 })),
        probe,
        waiting,
        uptime,
        processes,
      };
    },
  };
}
