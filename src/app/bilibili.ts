import { type Accounts, createAccounts } from '../accounts/accounts.ts';
import {
  type Bilibili,
  type CallReport,
  createBilibili,
  describeTrouble,
  usualBudget,
} from '../api/index.ts';
import {
  createLastRelationChanges,
  type LastRelationChanges,
} from '../commands/lists/last-relation-change.ts';
import { createWholeListCache, type WholeListCache } from '../commands/lists/whole-list-cache.ts';
import { createQuota, type Quota, type RequestSpacing } from '../jobs/index.ts';
import type { Base } from './base.ts';
import type { PlatformCalls } from './chat-platform.ts';
import { persistCooldowns } from './persist-cooldowns.ts';
import type { KeptShare } from './poll-share.ts';

/** Bilibili, the logins there, and what bounds the requests. */
export interface BilibiliAccess {
  bilibili: Bilibili;
  accounts: Accounts;
  /** Another process has begun or ended a rest, by its key in the store. */
  cooldownChanged(key: string): Promise<void>;
  /** Goes the way that the chat's account goes. */
  readPicture: PlatformCalls['readPicture'];
  lastRelationChanges: LastRelationChanges;
  wholeListCache: WholeListCache;
  quota: Quota;
  spacing: RequestSpacing;
}

/**
 * Makes Bilibili reachable, at the configured pace.
 * @param share of the accounts that this process polls, by which it has its part of what polls may ask
 * @param stop gives up every request
 * @param onCall told of every call
 */
export async function connectBilibili(
  base: Base,
  share: KeptShare,
  stop: AbortSignal,
  onCall: (call: CallReport) => void,
): Promise<BilibiliAccess> {
  const { config, clock, log, store } = base;
  const { readSpacing, writeSpacing, appKey, appSecret } = config;
  const lastRelationChanges = createLastRelationChanges(clock.now);
  const wholeListCache = createWholeListCache(clock.monotonic);
  const cooldowns = await persistCooldowns(base);
  const bilibili = createBilibili({
    root: config.bilibiliRoot,
    readSpacing,
    writeSpacing,
    budget: usualBudget(readSpacing),
    portion: () => ({ polls: share.size, commands: config.role === 'all' ? 1 : 0 }),
    egress: config.egress,
    onTrouble(egress, trouble) {
      // That nothing answers is told by what was asked; this is what the operator can mend.
      if (trouble !== undefined && trouble !== 'silent')
        log.warn({ egress }, describeTrouble(egress, trouble));
    },
    appKey: appKey && appSecret ? { key: appKey, secret: appSecret } : undefined,
    cooldowns,
    clock,
    fence: base.hold.confirm,
    exclusively: base.hold.exclusively,
    checksFirst: share.has,
    signal: stop,
    onCall(call) {
      const { write: _, ...shown } = call;
      log.debug(shown, 'Bilibili asked');
      lastRelationChanges.heard(call);
      wholeListCache.heard(call);
      onCall(call);
    },
  });
  const accounts = createAccounts({
    bilibili,
    chats: store.chats,
    now: clock.now,
    // Asked for at every poll of an account, of which there is one an hour at least.
    idle: 3 * Math.max(3600_000, config.alertInterval * 1000),
  });
  return {
    bilibili,
    accounts,
    async cooldownChanged(key) {
      bilibili.adoptCooldown(key, await cooldowns.reread(key));
    },
    async readPicture(address, chat, signal) {
      const account = await accounts.active(chat);
      return bilibili.readPicture(address, account ?? { chat }, signal);
    },
    lastRelationChanges,
    wholeListCache,
    quota: createQuota({
      records: store.quotas,
      daily: config.dailyWrites,
      timezone: config.timezone,
      now: clock.now,
    }),
    spacing: { read: readSpacing, write: writeSpacing },
  };
}
