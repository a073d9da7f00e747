import { type AlertsStatus, createTally } from '../alerts/index.ts';
import type { CallReport } from '../api/index.ts';
import type { ChatRecord, Collection } from '../storage/index.ts';

/** How the program is doing, in figures. */
export interface Census {
  /** Chats that something is kept of. */
  chats: number;
  /** Logins by how Bilibili answered them last; who was not asked since the start counts as well. */
  sessions: { well: number; expired: number; resting: number };
  /** Accounts watched for new fans. */
  watches: number;
  /** Looks at them, and requests to Bilibili in all, in the last hour. */
  looks: number;
  requests: number;
  /** Chats that wait to be told, each for one account. */
  waiting: number;
  /** Since the start, ms. */
  uptime: number;
}

/** Counts what there is, and hears what is asked. */
export interface Counter {
  /** Is told of every call of the site. */
  heard(call: Pick<CallReport, 'mid' | 'outcome'>): void;
  /** Reads through all chats. */
  count(): Promise<Census>;
}

/** Begins to count; `now` in milliseconds. */
export function createCounter(deps: {
  chats: Collection<ChatRecord>;
  alertsStatus: () => AlertsStatus;
  now: () => number;
}): Counter {
  const startedAt = deps.now();
  const requests = createTally(deps.now);
  const unwell = new Map<number, 'expired' | 'resting'>();

  return {
    heard({ mid, outcome }) {
      requests.count();
      if (mid === undefined) return;
      if (outcome === 'login') unwell.set(mid, 'expired');
      else if (outcome === 'risk') unwell.set(mid, 'resting');
      else if (outcome === 'ok') unwell.delete(mid);
    },
    async count() {
      const sessions = { well: 0, expired: 0, resting: 0 };
      let chats = 0;
      for await (const [, record] of deps.chats.all()) {
        chats += 1;
        for (const { mid } of record.sessions) sessions[unwell.get(mid) ?? 'well'] += 1;
      }
      const { watches, looksInLastHour: looks, waiting } = deps.alertsStatus();
      const uptime = deps.now() - startedAt;
      return { chats, sessions, watches, looks, requests: requests.lastHour, waiting, uptime };
    },
  };
}
