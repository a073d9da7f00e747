import type { Alerts } from '../alerts/index.ts';
import type { Access } from '../bot/access.ts';
import type { ChatRecord, Repository } from '../storage/index.ts';

/**
 * Watches every account that a chat is logged in to. Where the login was kept and the subscription was not yet, since the
 * program died between the two or was one without alerts, nobody would ever hear of a fan. Whom the operator has taken off
 * the list since is watched no more until they are back on it.
 * @returns users with logins who may not use the bot
 */
export async function watchLoggedInAccounts(
  chats: Repository<ChatRecord>,
  alerts: Pick<Alerts, 'subscription' | 'subscribe' | 'pause' | 'resume'>,
  access: Pick<Access, 'isAllowed'>,
): Promise<number[]> {
  const notAllowed: number[] = [];
  for await (const [id, { sessions }] of chats.all()) {
    const chat = Number(id);
    let isPaused = false;
    for (const { mid } of sessions) {
      const subscription = (await alerts.subscription(chat, mid)) ?? (await alerts.subscribe(chat, mid, {}));
      isPaused ||= subscription.paused?.why === 'notAllowed';
    }
    // A private chat has the id of its user; only private chats log in.
    if (sessions.length > 0 && !access.isAllowed(chat)) {
      notAllowed.push(chat);
      await alerts.pause(chat);
    } else if (isPaused) await alerts.resume(chat);
  }
  return notAllowed;
}
