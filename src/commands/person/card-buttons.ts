import type { Acting } from './relation-actions.ts';
import { nameOn } from './name-on-card.ts';
import { cardOf, type Grave, graveKeyboard } from './show-person.ts';
import type { BotContext } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import { edit } from '../../bot/messages.ts';

/** The buttons of a card. After a press the card shows the state the site has then. */
export function card({ acting, now }: { acting: Acting; now: () => number }): Feature {
  const tooLate = (until: number) => now() / 1000 > until;

  return {
    commands: [],
    presses: {
      card: { forGuests: () => true, run: async (ctx, { mid }) => edit(ctx, await cardOf(ctx, mid)) },
      act: {
        run: async (ctx, { action, mid }) =>
          action === 'block' || action === 'kick'
            ? edit(ctx, question(ctx, action, mid))
            : acting.perform(ctx, action, mid, 'here'),
      },
      confirm: { run: (ctx, { action, mid }) => acting.perform(ctx, action, mid, 'here') },
      undo: {
        toast: (ctx, { until }) => (tooLate(until) ? ctx.texts.card.undoTooLate : undefined),
        run: async (ctx, { mid, until }) =>
          tooLate(until) ? edit(ctx, await cardOf(ctx, mid)) : acting.undo(ctx, mid),
      },
    },
  };
}

/** The card is there already, so no request is needed to ask about it. */
function question(ctx: BotContext, action: Grave, mid: number) {
  return { text: ctx.texts.card.ask[action](nameOn(ctx, mid)), keyboard: graveKeyboard(ctx, action, mid) };
}
