import type { Destination } from '../../alerts/index.ts';
import type { LocaleOf } from '../../bot/chat-locale.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { GroupBindings } from './bindings.ts';
import { linkedGroupName } from './linkable-group.ts';
import { sendBestEffort } from './send-best-effort.ts';

export interface UnlinkDeps {
  groupBindings: Pick<GroupBindings, 'unlink'>;
  localeOf: LocaleOf;
}

/**
 * Ends links of the owner who asked for it, and says so wherever they did not ask: in the places themselves, or in their
 * private chat.
 */
export async function unlinkForOwner(
  ctx: BotContext,
  isMeant: (place: Destination) => boolean,
  { groupBindings, localeOf }: UnlinkDeps,
): Promise<void> {
  const { chat, private: inPrivate } = chatUserOf(ctx);
  const { places, cameHome } = await groupBindings.unlink(ctx.home, isMeant);
  for (const place of places) {
    if (place.chat === chat) continue;
    await sendBestEffort(ctx.api, place, ctx.texts.linking.unlinked);
  }
  if (inPrivate || places.length === 0) return;
  const { texts } = await localeOf(ctx.home);
  const { ended, alertsHome } = texts.linking;
  const lines = [
    ...places.map((place) => ended(linkedGroupName(place, texts))),
    ...(cameHome ? [alertsHome] : []),
  ];
  await sendBestEffort(ctx.api, { chat: ctx.home }, lines.join('\n'));
}
