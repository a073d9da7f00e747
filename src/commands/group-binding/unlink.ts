import type { Destination } from '../../alerts/index.ts';
import type { LocaleOf } from '../../bot/chat-locale.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { ClientOf } from '../../bot/platform.ts';
import { linkedGroupName } from '../display-names.ts';
import type { GroupLinks } from './group-links.ts';
import { sendBestEffort } from './send-best-effort.ts';

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
  { groupLinks, localeOf, clientOf }: UnlinkDeps,
): Promise<void> {
  const { chat, private: inPrivate } = chatUserOf(ctx);
  for (const owner of ctx.owner ? [ctx.owner.id] : ctx.privateChats) {
    const { places, cameHome } = await groupLinks.unlink(owner, isMeant);
    for (const place of places) {
      if (place.chat === chat) continue;
      const { texts } = await localeOf(place.chat);
      await sendBestEffort(clientOf(place.chat).api, place, texts.groupBinding.unlinked);
    }
    if (inPrivate || places.length === 0) continue;
    const { texts } = await localeOf(owner);
    const { ended, alertsHome } = texts.groupBinding;
    const lines = [
      ...places.map((place) => ended(linkedGroupName(place, texts))),
      ...(cameHome ? [alertsHome] : []),
    ];
    await sendBestEffort(clientOf(owner).api, { chat: owner }, lines.join('\n'));
  }
}
