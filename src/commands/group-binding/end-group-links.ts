import type { Destination, Digest, SendResult } from '../../alerts/index.ts';
import type { LocaleOf } from '../../bot/chat-locale.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { ignoreGrammyError } from '../../bot/messages.ts';
import type { ClientOf } from '../../bot/platform.ts';
import { linkedGroupName } from '../names-and-profile-links.ts';
import type { GroupLinks, UnlinkResult } from './group-links-and-codes.ts';

export interface UnlinkDeps {
  groupLinks: Pick<GroupLinks, 'unlink'>;
  localeOf: LocaleOf;
  /** The places may be on another platform than this chat. */
  clientOf: ClientOf;
}

/**
 * Removes links of the owner who asked for it, and confirms it elsewhere: in the groups, or in their private
 * chat.
 */
export async function unlinkForOwner(
  ctx: BotContext,
  isMeant: (place: Destination) => boolean,
  deps: UnlinkDeps,
): Promise<void> {
  const { chat: here, private: inPrivate } = chatUserOf(ctx);
  for (const owner of ctx.owner ? [ctx.owner.id] : ctx.privateChats) {
    const unlinked = await deps.groupLinks.unlink(owner, isMeant);
    for (const { chat, thread } of unlinked.places) {
      if (chat === here) continue;
      const { texts } = await deps.localeOf(chat);
      await deps
        .clientOf(chat)
        .api.sendMessage(chat, texts.groupBinding.unlinked, thread ? { message_thread_id: thread } : {})
        .catch(ignoreGrammyError);
    }
    if (!inPrivate && unlinked.places.length > 0) await tellOwner(owner, unlinked, 'ended', deps);
  }
}

/** Reacts when the bot loses access to a group. `onError` is called when the owner cannot be notified. */
export function createGroupLostListener(
  deps: UnlinkDeps & { groupLinks: GroupLinks; onError: (error: unknown) => void },
) {
  const { groupLinks } = deps;

  /**
   * The bot was removed from a group: its links end, alerts go to the owner's private chat, and the owner is
   * notified.
   */
  async function leftGroup(group: number): Promise<void> {
    const owner = await groupLinks.ownerOf(group);
    if (owner === undefined) return;
    const unlinked = await groupLinks.unlink(owner.id, ({ chat }) => chat === group);
    await tellOwner(owner.id, unlinked, 'lost', deps).catch(deps.onError);
  }

  /**
   * Detects from a failed alert what no update has told, because the bot was offline. A place that may
   * return, such as a closed topic, stays linked.
   */
  async function onSendResult({ chat, to }: Digest, sent: SendResult): Promise<void> {
    if (sent.kind === 'migrated') await groupLinks.migrateChat(to.chat, sent.to);
    if (sent.kind === 'blocked' && to.chat !== chat) await leftGroup(to.chat);
  }

  return { leftGroup, onSendResult };
}

/** Says in the owner's private chat which links are no more, and where alerts go now. */
async function tellOwner(
  owner: number,
  { places, cameHome }: UnlinkResult,
  why: 'ended' | 'lost',
  { localeOf, clientOf }: Pick<UnlinkDeps, 'localeOf' | 'clientOf'>,
): Promise<void> {
  const { texts } = await localeOf(owner);
  const words = texts.groupBinding;
  const lines = places.map((place) => words[why](linkedGroupName(place, texts)));
  if (cameHome) lines.push(words.alertsHome);
  await clientOf(owner).api.sendMessage(owner, lines.join('\n')).catch(ignoreGrammyError);
}
