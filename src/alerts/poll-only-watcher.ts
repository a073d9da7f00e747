import type { Repository, WatchRecord } from '../storage/index.ts';
import { type AlertsStatus, idleAlerts } from './alerts-interface.ts';
import { type AlertPollingDeps, createPolling, type Polling } from './assemble-polling.ts';
import { createWatchRepository, type PollShare } from './watch-repository.ts';

/** Polls a share of the accounts and stores the alerts in the outboxes; another process delivers them. */
export interface Watcher extends Pick<Polling, 'shareChanged' | 'recordChanged' | 'loginsChanged'> {
  start(): void;
  /** Aborts running polls. The store is not used afterwards. Can be called again. */
  stop(): Promise<void>;
  status(): AlertsStatus;
}

/**
 * Creates a watcher without accounts; it gets them when its share changes and `shareChanged` is called.
 *
 * @example
 * const watcher = createWatcher({ records: store.watches, share, sessionOf, timezoneOf, interval, clock, random, onError });
 * watcher.start();
 * await watcher.shareChanged();
 */
export function createWatcher(
  deps: AlertPollingDeps & { records: Repository<WatchRecord>; share: Pick<PollShare, 'has'> },
): Watcher {
  const closing = new AbortController();
  const watchRepository = createWatchRepository(deps.records, {
    has: (mid) => deps.share.has(mid),
    keepsAll: false,
  });
  const polling = createPolling(watchRepository, deps, closing.signal);
  const { start, shareChanged, recordChanged, loginsChanged } = polling;
  return {
    start,
    shareChanged,
    recordChanged,
    loginsChanged,
    async stop() {
      closing.abort();
      await polling.ended();
    },
    status: () => ({ ...idleAlerts, ...polling.status() }),
  };
}
