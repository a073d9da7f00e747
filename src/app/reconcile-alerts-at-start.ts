import { readPrivateChats } from '../accounts/chats-of-one-person.ts';
import {
  type ReconcileSubscriptionsDeps,
  reconcileSubscriptions,
} from '../accounts/reconcile-subscriptions-of-one-person.ts';
import type { Alerts } from '../alerts/index.ts';
import type { Access } from '../bot/access.ts';
import type { ChatRecord, Repository } from '../storage/index.ts';

export interface ReconcileAlertsDeps extends ReconcileSubscriptionsDeps {
  chats: Repository<ChatRecord>;
  alerts: ReconcileSubscriptionsDeps['alerts'] & Pick<Alerts, 'pause' | 'resume'>;
  access: Pick<Access, 'isAllowed'>;
}

/**
 * Reconciles all subscriptions at the start. Subscribes every login that has no subscription yet (the program
 * may have stopped between the two writes). Pauses the alerts of users who were removed from ALLOWED_USERS,
 * and resumes them when they are back; of joined chats one allowed user is enough, and the alerts go to that
 * chat.
 * @returns users with logins who may not use the bot
 */
export async function reconcileAlertsAtStart(deps: ReconcileAlertsDeps): Promise<number[]> {
  const { chats, alerts, access } = deps;
  const notAllowed: number[] = [];
  for await (const [id, record] of chats.all()) {
    const chat = Number(id);
    const kept = await readPrivateChats(chats, chat, record);
    // Joined chats are handled together with their home chat.
    if (kept[0].chat !== chat) continue;
    const withLogins = kept.filter((one) => one.record !== undefined && one.record.sessions.length > 0);
    if (withLogins.length === 0) continue;
    await reconcileSubscriptions(kept, deps);
    // A private chat has the id of its user; only private chats have logins.
    const allowed = kept.find((one) => access.isAllowed(one.chat))?.chat;
    for (const { chat: one, record: its } of withLogins) {
      if (allowed === undefined) {
        notAllowed.push(one);
        await alerts.pause(one);
        continue;
      }
      let isPaused = false;
      for (const { mid } of its?.sessions ?? []) {
        const view = await alerts.subscription(one, mid);
        isPaused ||= view?.paused?.why === 'notAllowed';
        const to = view && (view.to?.chat ?? one);
        if (to !== undefined && kept.some(({ chat: own }) => own === to) && !access.isAllowed(to))
          await alerts.changeSubscription(one, mid, { to: allowed === one ? null : { chat: allowed } });
      }
      if (isPaused) await alerts.resume(one);
    }
  }
  return notAllowed;
}
