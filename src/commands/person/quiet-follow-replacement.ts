import type { BotContext } from '../../bot/context.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { actingViewerOf } from '../../bot/viewer.ts';

/** Offers a plain follow in place of a quiet one, which Bilibili has retired. */
export function offerPlainFollow(ctx: BotContext, mid: number): Content {
  const { user, as } = actingViewerOf(ctx);
  const { card, common } = ctx.texts;
  return {
    text: card.retired,
    keyboard: [
      [
        callbackButton(card.buttons.follow, { kind: 'act', user, action: 'follow', mid, as }, 'primary'),
        callbackButton(common.cancel, { kind: 'dismiss', user }),
      ],
    ],
  };
}
