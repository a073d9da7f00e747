import type { Alerts, SubscriptionStatus } from '../alerts/index.ts';
import type { Accounts } from './accounts.ts';
import type { PrivateChats } from './chats-of-one-person.ts';

export interface ReconcileSubscriptionsDeps {
  alerts: Pick<
    Alerts,
    'subscription' | 'subscriptions' | 'subscribe' | 'changeSubscription' | 'mergeSubscriptions'
  >;
  accounts: Pick<Accounts, 'removeFrom'>;
  /** The owner of a linked group; `undefined` for a private chat or a group that is not linked. */
  groupOwner: (chat: number) => Promise<number | undefined>;
  isGroup: (chat: number) => boolean;
}

/**
 * Brings the subscriptions of one person in line with their joined chats: every login is watched, each
 * account is watched by one chat only, and no alerts go to a chat or group that no longer belongs to the
 * person. Idempotent, so it can be repeated after a crash.
 */
export async function reconcileSubscriptions(
  kept: PrivateChats,
  deps: ReconcileSubscriptionsDeps,
): Promise<void> {
  const chats = kept.map(({ chat }) => chat);
  if (kept.length > 1) await mergeDuplicateSubscriptions(kept, deps);
  for (const { chat, mid } of firstLogins(kept)) {
    const status =
      (await deps.alerts.subscription(chat, mid)) ?? (await deps.alerts.subscribe(chat, mid, {}));
    if (status.to === undefined || (await isTheirs(status.to.chat, chats, deps))) continue;
    await deps.alerts.changeSubscription(chat, mid, { to: null });
  }
}

/** The logins that are used: for an account with two logins, the first. */
function firstLogins(kept: PrivateChats): { chat: number; mid: number }[] {
  const found = new Map<number, number>();
  for (const { chat, record } of kept)
    for (const { mid } of record?.sessions ?? []) if (!found.has(mid)) found.set(mid, chat);
  return [...found].map(([mid, chat]) => ({ chat, mid }));
}

/**
 * Keeps one subscription per account when several of the chats subscribe to it: the one whose login works.
 */
async function mergeDuplicateSubscriptions(
  kept: PrivateChats,
  { alerts, accounts }: ReconcileSubscriptionsDeps,
): Promise<void> {
  const subscribed = new Map<number, { chat: number; status: SubscriptionStatus }[]>();
  for (const { chat } of kept) {
    for (const status of await alerts.subscriptions(chat))
      subscribed.set(status.mid, [...(subscribed.get(status.mid) ?? []), { chat, status }]);
  }
  for (const [mid, all] of subscribed) {
    const isLoggedIn = (chat: number) =>
      kept.some((one) => one.chat === chat && one.record?.sessions.some((session) => session.mid === mid));
    const ofLogins = all.filter(({ chat }) => isLoggedIn(chat));
    const best = ofLogins.find(({ status }) => status.loginLost === undefined) ?? ofLogins[0];
    if (best === undefined) continue;
    for (const { chat } of all) {
      if (chat === best.chat) continue;
      if (kept.findIndex((one) => one.chat === chat) < kept.findIndex((one) => one.chat === best.chat))
        await accounts.removeFrom(chat, mid);
      await alerts.mergeSubscriptions(mid, chat, best.chat);
    }
  }
}

async function isTheirs(
  to: number,
  chats: readonly number[],
  { groupOwner, isGroup }: ReconcileSubscriptionsDeps,
): Promise<boolean> {
  if (!isGroup(to)) return chats.includes(to);
  const owner = await groupOwner(to);
  return owner === undefined || chats.includes(owner);
}
