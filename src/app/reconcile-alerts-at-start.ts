import { readPrivateChats } from '../accounts/chats-of-one-person.ts';
import {
  type ReconcileSubscriptionsDeps,
  reconcileSubscriptions,
} from '../accounts/reconcile-subscriptions-of-one-person.ts';
import type { ChatRecord, Repository } from '../storage/index.ts';
import { type PauseAlertsDeps, pauseAlertsUnlessAllowed } from './pause-alerts-unless-allowed.ts';

export interface ReconcileAlertsDeps extends ReconcileSubscriptionsDeps, PauseAlertsDeps {
  chats: Repository<ChatRecord>;
  alerts: ReconcileSubscriptionsDeps['alerts'] & PauseAlertsDeps['alerts'];
}

/**
 * Reconciles all subscriptions at the start. Subscribes every login that has no subscription yet (the program
 * may have stopped between the two writes), and pauses or resumes alerts as ALLOWED_USERS says.
 * @returns users with logins who may not use the bot
 */
export async function reconcileAlertsAtStart(deps: ReconcileAlertsDeps): Promise<number[]> {
  const { chats } = deps;
  const notAllowed: number[] = [];
  for await (const [id, record] of chats.all()) {
    const chat = Number(id);
    const kept = await readPrivateChats(chats, chat, record);
    // Joined chats are handled together with their home chat.
    if (kept[0].chat !== chat) continue;
    const withLogins = kept.filter((one) => one.record !== undefined && one.record.sessions.length > 0);
    if (withLogins.length === 0) continue;
    await reconcileSubscriptions(kept, deps);
    if (!(await pauseAlertsUnlessAllowed(kept, withLogins, deps)))
      notAllowed.push(...withLogins.map(({ chat: one }) => one));
  }
  return notAllowed;
}
