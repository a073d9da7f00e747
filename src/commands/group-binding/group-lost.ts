import type { Digest, SendResult } from '../../alerts/index.ts';
import type { LocaleOf } from '../../bot/chat-locale.ts';
import type { ClientOf } from '../../bot/platform.ts';
import { linkedGroupName } from '../display-names.ts';
import type { GroupLinks } from './group-links.ts';
import { sendBestEffort } from './send-best-effort.ts';

/** Reacts when the bot loses access to a group. */
export interface GroupLostListener {
  /**
   * The bot was removed from a group: its links end, alerts go to the owner's private chat, and the owner is
   * notified.
   */
  leftGroup(group: number): Promise<void>;
  /**
   * Detects from a failed alert what no update has told, because the bot was offline. A place that may
   * return, such as a closed topic, stays linked.
   */
  onSendResult(digest: Digest, sent: SendResult): Promise<void>;
}

/** `onError` is called when the owner cannot be notified. */
export function createGroupLostListener(deps: {
  groupLinks: GroupLinks;
  localeOf: LocaleOf;
  clientOf: ClientOf;
  onError: (error: unknown) => void;
}): GroupLostListener {
  const { groupLinks, localeOf, clientOf } = deps;

  async function leftGroup(group: number): Promise<void> {
    const owner = await groupLinks.ownerOf(group);
    if (owner === undefined) return;
    const { places, cameHome } = await groupLinks.unlink(owner.id, ({ chat }) => chat === group);
    const { texts } = await localeOf(owner.id);
    const { lost, alertsHome } = texts.groupBinding;
    const lines = [
      ...places.map((place) => lost(linkedGroupName(place, texts))),
      ...(cameHome ? [alertsHome] : []),
    ];
    await sendBestEffort(clientOf(owner.id).api, { chat: owner.id }, lines.join('\n')).catch(deps.onError);
  }

  return {
    leftGroup,
    async onSendResult({ chat, to }, sent) {
      if (sent.kind === 'migrated') await groupLinks.migrateChat(to.chat, sent.to);
      if (sent.kind === 'blocked' && to.chat !== chat) await leftGroup(to.chat);
    },
  };
}
