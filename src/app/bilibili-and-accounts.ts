import { createAccounts } from '../accounts/accounts.ts';
import {
  type CallReport,
  createBilibili,
  defaultBudget,
  describeEgressTrouble,
  type SavedCooldown,
} from '../api/index.ts';
import { createLastRelationChanges } from '../commands/lists/last-relation-change-times.ts';
import { createWholeListCache } from '../commands/lists/whole-list-cache.ts';
import { createQuota } from '../jobs/index.ts';
import { hour } from '../time-units.ts';
import type { Base } from './base.ts';
import type { BalancedPollShare } from './poll-share.ts';

/** The Bilibili client, the accounts, and the limits on requests. */
export type BilibiliAccess = Awaited<ReturnType<typeof connectBilibili>>;

/**
 * Creates the Bilibili client and the accounts, with the configured spacing and budget.
 * @param share the accounts this process polls; also decides its portion of the polls' budget
 * @param stop aborts every request
 * @param onCall called after every request
 */
export async function connectBilibili(
  base: Base,
  share: BalancedPollShare,
  stop: AbortSignal,
  onCall: (call: CallReport) => void,
) {
  const { config, clock, log, store } = base;
  const { readSpacing, writeSpacing, appKey, appSecret } = config;
  const lastRelationChanges = createLastRelationChanges(clock.now);
  const wholeListCache = createWholeListCache(clock.monotonic);
  const cooldowns = await persistCooldowns(base);
  const bilibili = createBilibili({
    root: config.bilibiliRoot,
    readSpacing,
    writeSpacing,
    budget: defaultBudget(readSpacing),
    portion: () => ({ polls: share.size, commands: config.role === 'all' ? 1 : 0 }),
    egress: config.egress,
    onTrouble(egress, trouble) {
      // No answer at all is reported by whatever made the request; this is logged because the operator can
      // fix it.
      if (trouble !== undefined && trouble !== 'silent')
        log.warn({ egress }, describeEgressTrouble(egress, trouble));
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
      lastRelationChanges.onCall(call);
      wholeListCache.onCall(call);
      onCall(call);
    },
  });
  const accounts = createAccounts({
    bilibili,
    chats: store.chats,
    now: clock.now,
    // Every account is polled at least once an hour, so its session is used that often.
    idle: 3 * Math.max(hour, config.alertInterval * 1000),
  });
  return {
    bilibili,
    accounts,
    /** Takes over a cooldown that another process has started or ended; `key` as in the store. */
    async cooldownChanged(key: string) {
      bilibili.adoptCooldown(key, await cooldowns.reread(key));
    },
    /** Downloads a picture through the egress address of the chat's account. */
    async readPicture(address: string, chat: number, signal?: AbortSignal) {
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

/** Keeps cooldowns in the store, so that neither a restart nor another process bypasses them. */
async function persistCooldowns({ log, store: { cooldowns } }: Pick<Base, 'log' | 'store'>) {
  const saved = new Map<string, SavedCooldown>();
  for await (const [key, cooldown] of cooldowns.all()) saved.set(key, cooldown);
  return {
    saved,
    /** Rereads a cooldown that another process has changed; `undefined` when it is over. */
    async reread(key: string) {
      const cooldown = await cooldowns.get(key);
      if (cooldown) saved.set(key, cooldown);
      else saved.delete(key);
      return cooldown;
    },
    save(key: string, cooldown: SavedCooldown | undefined) {
      const writing = cooldown ? cooldowns.update(key, () => cooldown) : cooldowns.remove(key);
      writing.catch((error: unknown) => log.warn({ err: error }, 'a cooldown could not be kept'));
    },
  };
}
