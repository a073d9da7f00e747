import { type Accounts, createAccounts } from '../accounts/accounts.ts';
import { type Bilibili, type CallReport, createBilibili, usualEgress } from '../api/index.ts';
import { createListInvalidation, type ListInvalidation } from '../commands/lists/list-invalidation.ts';
import { createQuota, type Quota, type RequestSpacing } from '../jobs/index.ts';
import type { Ground } from './store.ts';

/** Bilibili, and what is known of it here. */
export interface Site {
  bilibili: Bilibili;
  accounts: Accounts;
  changes: ListInvalidation;
  quota: Quota;
  pace: RequestSpacing;
}

/**
 * Makes Bilibili reachable, at the configured pace.
 * @param stop gives up every request
 * @param heard told of every call
 */
export function reachSite(
  { config, clock, log, store }: Ground,
  stop: AbortSignal,
  heard: (call: CallReport) => void,
): Site {
  const { readSpacing, writeSpacing, appKey, appSecret } = config;
  const changes = createListInvalidation(clock.now);
  const bilibili = createBilibili({
    root: config.bilibiliRoot,
    readSpacing,
    writeSpacing,
    egress: usualEgress(readSpacing),
    appKey: appKey && appSecret ? { key: appKey, secret: appSecret } : undefined,
    clock,
    signal: stop,
    onCall(call) {
      log.debug(call, 'Bilibili asked');
      changes.heard(call);
      heard(call);
    },
  });
  return {
    bilibili,
    accounts: createAccounts({ bilibili, chats: store.chats, now: clock.now }),
    changes,
    quota: createQuota({
      records: store.quotas,
      daily: config.dailyWrites,
      timezone: config.timezone,
      now: clock.now,
    }),
    pace: { read: readSpacing, write: writeSpacing },
  };
}
