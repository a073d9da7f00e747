import { cardOf } from '../bot/cards.ts';
import { send } from '../bot/show.ts';
import type { Intent } from '../bot/whom.ts';

/** `/who`: the card of a person. */
export function who(): Intent {
  return {
    name: 'who',
    inGroups: 'everyone',
    async carryOut(ctx, mid) {
      await send(ctx, await cardOf(ctx, mid));
    },
  };
}
