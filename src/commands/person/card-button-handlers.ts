import type { BotContext } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import { editOrSendNew } from '../../bot/messages.ts';
import { nameOnCard } from '../names-and-profile-links.ts';
import { type ConfirmedAction, confirmKeyboard, personCard } from './read-and-draw-card.ts';
import type { RelationActions } from './relation-actions.ts';

/** Handlers of the buttons of a card. After a press the card is read again. */
export function cardButtonsFeature({
  relationActions,
  now,
}: {
  relationActions: RelationActions;
  now: () => number;
}) {
  const tooLate = (until: number) => now() / 1000 > until;

  return {
    commands: [],
    callbacks: {
      card: {
        forGuests: () => true,
        run: async (ctx, { mid }) => editOrSendNew(ctx, await personCard(ctx, mid)),
      },
      act: async (ctx, { action, mid }) =>
        action === 'block' || action === 'kick'
          ? editOrSendNew(ctx, question(ctx, action, mid))
          : relationActions.performAndShow(ctx, action, mid, 'here'),
      confirm: (ctx, { action, mid }) => relationActions.performAndShow(ctx, action, mid, 'here'),
      undo: {
        toast: (ctx, { until }) => (tooLate(until) ? ctx.texts.card.undoTooLate : undefined),
        run: async (ctx, { mid, until }) =>
          tooLate(until) ? editOrSendNew(ctx, await personCard(ctx, mid)) : relationActions.undo(ctx, mid),
      },
    },
  } satisfies Feature;
}

/** The card is shown already, so asking costs no request. */
function question(ctx: BotContext, action: ConfirmedAction, mid: number) {
  return {
    text: ctx.texts.card.ask[action](nameOnCard(ctx, mid)),
    keyboard: confirmKeyboard(ctx, action, mid),
  };
}
