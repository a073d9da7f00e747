import type { Alerts } from '../alerts/index.ts';
import type { ChatRecord, Repository } from '../storage/index.ts';

/**
 * Watches every account that a chat is logged in to. Where the login was kept and the watch was not yet, since the program
 * died between the two or was one without alerts, nobody would ever hear of a fan.
 */
export async function watchLoggedInAccounts(
  chats: Repository<ChatRecord>,
  alerts: Pick<Alerts, 'subscription' | 'subscribe'>,
): Promise<void> {
  for await (const [id, { sessions }] of chats.all()) {
    const chat = Number(id);
    for (const { mid } of sessions) {
      if ((await alerts.subscription(chat, mid)) === undefined) await alerts.subscribe(chat, mid, {});
    }
  }
}
