import type { Digest, SendResult } from '../../alerts/index.ts';
import type { LocaleOf } from '../../bot/chat-locale.ts';
import type { ClientOf } from '../../bot/platform.ts';
import type { GroupLinks } from './group-links.ts';
import { linkedGroupName } from './linked-group-name.ts';
import { sendBestEffort } from './send-best-effort.ts';

/** What becomes of links when the bot, or a group, is no longer where it was. */
export interface GroupLostListener {
  /** The bot was thrown out of a group: its links end, alerts come to the owner's private chat, and they are told. */
  leftGroup(group: number): Promise<void>;
  /**
   * Learns from what became of an alert what no update has told, since the bot was away. A place that may be back, such as
   * a topic that was closed, stays linked.
   */
  onSendResult(digest: Digest, sent: SendResult): Promise<void>;
}

/** `onError` is told when the platform could not be reached to tell the owner. */
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
