import { type Accounts, createAccounts } from '../accounts/accounts.ts';
import { type Bilibili, type CallReport, createBilibili, usualEgress } from '../api/index.ts';
import { createListInvalidation, type ListInvalidation } from '../commands/lists/list-invalidation.ts';
import { createQuota, type Quota, type RequestSpacing } from '../jobs/index.ts';
import type { Base } from './base.ts';
import { keepCooldowns } from './cooldowns.ts';

/** Bilibili, the logins there, and what bounds the requests. */
export interface BilibiliAccess {
  bilibili: Bilibili;
  accounts: Accounts;
  listInvalidation: ListInvalidation;
  quota: Quota;
  spacing: RequestSpacing;
}

/**
 * Makes Bilibili reachable, at the configured pace.
 * @param stop gives up every request
 * @param onCall told of every call
 */
export async function connectBilibili(
  base: Base,
  stop: AbortSignal,
  onCall: (call: CallReport) => void,
): Promise<BilibiliAccess> {
  const { config, clock, log, store } = base;
  const { readSpacing, writeSpacing, appKey, appSecret } = config;
  const listInvalidation = createListInvalidation(clock.now);
  const bilibili = createBilibili({
    root: config.bilibiliRoot,
    readSpacing,
    writeSpacing,
    egress: usualEgress(readSpacing),
    appKey: appKey && appSecret ? { key: appKey, secret: appSecret } : undefined,
    cooldowns: await keepCooldowns(base),
    clock,
    fence: base.hold.confirm,
    signal: stop,
    onCall(call) {
      log.debug(call, 'Bilibili asked');
      listInvalidation.heard(call);
      onCall(call);
    },
  });
  return {
    bilibili,
    accounts: createAccounts({ bilibili, chats: store.chats, now: clock.now }),
    listInvalidation,
    quota: createQuota({
      records: store.quotas,
      daily: config.dailyWrites,
      timezone: config.timezone,
      now: clock.now,
    }),
    spacing: { read: readSpacing, write: writeSpacing },
  };
}
