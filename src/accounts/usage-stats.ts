import { type AlertsStatus, createHourlyCounter, type HourlyCounter } from '../alerts/index.ts';
import type { CallReport, EgressState } from '../api/index.ts';
import type { ChatRecord, ProcessCounts, Repository } from '../storage/index.ts';

/** How the program is doing, in figures. */
export interface UsageStats {
  /** Chats that something is kept of. */
  chats: number;
  /** Logins by how Bilibili answered them last; who was not asked since the start counts as well. */
  sessions: { well: number; expired: number; resting: number };
  /** Accounts watched for new fans. */
  watches: number;
  /** Polls of them, and requests to Bilibili in all, in the last hour. */
  polls: number;
  requests: number;
  /** The egress addresses, in the order of the settings, each with its requests in the last hour. */
  egress: readonly (EgressState & { requests: number })[];
  /** How the counts of accounts are used to poll those whose count has moved. */
  probe: AlertsStatus['probe'];
  /** Chats that wait to be told, each for one account. */
  waiting: number;
  /** Since the start, ms. */
  uptime: number;
  processes: ProcessCounts;
}

/** Counts what there is, and hears what is asked. */
export interface UsageCounter {
  /** Is told of every call of the site. */
  onCall(call: Pick<CallReport, 'mid' | 'outcome' | 'egress'>): void;
  /** Reads through all chats. */
  read(alerts: AlertsStatus, egress: readonly EgressState[], processes: ProcessCounts): Promise<UsageStats>;
}

/** Begins to count; `now` in milliseconds of a clock that is never set. */
export function createUsageCounter(deps: { chats: Repository<ChatRecord>; now: () => number }): UsageCounter {
  const startedAt = deps.now();
  const requests = createHourlyCounter(deps.now);
  const requestsBy = new Map<string, HourlyCounter>();
  const unwell = new Map<number, 'expired' | 'resting'>();

  return {
    onCall({ mid, outcome, egress }) {
      requests.increment();
      const counter = requestsBy.get(egress) ?? createHourlyCounter(deps.now);
      requestsBy.set(egress, counter);
      counter.increment();
      if (mid === undefined) return;
      if (outcome === 'login') unwell.set(mid, 'expired');
      else if (outcome === 'risk') unwell.set(mid, 'resting');
      else if (outcome === 'ok') unwell.delete(mid);
    },
    async read(alerts, egress, processes) {
      const sessions = { well: 0, expired: 0, resting: 0 };
      let chats = 0;
      for await (const [, record] of deps.chats.all()) {
        chats += 1;
        for (const { mid } of record.sessions) sessions[unwell.get(mid) ?? 'well'] += 1;
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
