import type { Alerts, SubscriptionStatus } from '../alerts/index.ts';
import type { Accounts } from './accounts.ts';
import type { PrivateChats } from './chats-of-one-person.ts';

export interface ReconcileSubscriptionsDeps {
  alerts: Pick<
    Alerts,
    'subscription' | 'subscriptions' | 'subscribe' | 'changeSubscription' | 'mergeSubscriptions'
  >;
  accounts: Pick<Accounts, 'removeFrom'>;
  /** Whose a linked group is; `undefined` for a private chat, and where nobody has linked it. */
  groupOwner: (chat: number) => Promise<number | undefined>;
  isGroup: (chat: number) => boolean;
}

/**
 * Brings the alerts of one person in line with which chats are joined: every login is watched, each account by one chat, and
 * nothing goes to a chat, or a group, that is not theirs any more. Safe to repeat, as after a crash.
 */
export async function reconcileSubscriptions(
  kept: PrivateChats,
  deps: ReconcileSubscriptionsDeps,
): Promise<void> {
  const chats = kept.map(({ chat }) => chat);
  if (kept.length > 1) await mergeTwice(kept, deps);
  for (const { chat, mid } of firstLogins(kept)) {
    const view = (await deps.alerts.subscription(chat, mid)) ?? (await deps.alerts.subscribe(chat, mid, {}));
    if (view.to === undefined || (await isTheirs(view.to.chat, chats, deps))) continue;
    await deps.alerts.changeSubscription(chat, mid, { to: null });
  }
}

/** The logins that count: of two for one account the first. */
function firstLogins(kept: PrivateChats): { chat: number; mid: number }[] {
  const found = new Map<number, number>();
  for (const { chat, record } of kept)
    for (const { mid } of record?.sessions ?? []) if (!found.has(mid)) found.set(mid, chat);
  return [...found].map(([mid, chat]) => ({ chat, mid }));
}

/** An account that several of the chats are subscribed to is told of once, through the login that counts; a dead one does not. */
async function mergeTwice(
  kept: PrivateChats,
  { alerts, accounts }: ReconcileSubscriptionsDeps,
): Promise<void> {
  const subscribed = new Map<number, { chat: number; view: SubscriptionStatus }[]>();
  for (const { chat } of kept) {
    for (const view of await alerts.subscriptions(chat))
      subscribed.set(view.mid, [...(subscribed.get(view.mid) ?? []), { chat, view }]);
  }
  for (const [mid, all] of subscribed) {
    const isLoggedIn = (chat: number) =>
      kept.some((one) => one.chat === chat && one.record?.sessions.some((session) => session.mid === mid));
    const ofLogins = all.filter(({ chat }) => isLoggedIn(chat));
    const best = ofLogins.find(({ view }) => view.loginLost === undefined) ?? ofLogins[0];
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
