import type { KeptChat } from '../accounts/chats-of-one-person.ts';
import type { Alerts } from '../alerts/index.ts';
import type { Access } from '../bot/access.ts';

export interface PauseAlertsDeps {
  alerts: Pick<Alerts, 'pause' | 'resume' | 'subscription' | 'changeSubscription'>;
  access: Pick<Access, 'isAllowed'>;
}

/**
 * Pauses the alerts of a person who was removed from ALLOWED_USERS, and resumes them when they are back. Of
 * joined chats one allowed user is enough, and the alerts go to that chat.
 * @param chats the person's private chats
 * @param withLogins those of them that have logins
 * @returns whether one of the chats may use the bot
 */
export async function pauseAlertsUnlessAllowed(
  chats: readonly KeptChat[],
  withLogins: readonly KeptChat[],
  { alerts, access }: PauseAlertsDeps,
): Promise<boolean> {
  // A private chat has the id of its user; only private chats have logins.
  const allowed = chats.find(({ chat }) => access.isAllowed(chat))?.chat;
  for (const { chat, record } of withLogins) {
    if (allowed === undefined) {
      await alerts.pause(chat);
      continue;
    }
    let isPaused = false;
    for (const { mid } of record?.sessions ?? []) {
      const view = await alerts.subscription(chat, mid);
      isPaused ||= view?.paused?.why === 'notAllowed';
      const to = view && (view.to?.chat ?? chat);
      if (to !== undefined && chats.some((own) => own.chat === to) && !access.isAllowed(to))
        await alerts.changeSubscription(chat, mid, { to: allowed === chat ? null : { chat: allowed } });
    }
    if (isPaused) await alerts.resume(chat);
  }
  return allowed !== undefined;
}
