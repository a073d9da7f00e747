import { send } from '../../bot/messages.ts';
import type { PersonCommand } from './commands-about-people.ts';
import { personCard } from './read-and-draw-card.ts';

/** `/who`: the card of a person. */
export function whoCommand(): PersonCommand {
  return {
    name: 'who',
    inGroups: 'everyone',
    async forOne(ctx, mid) {
      await send(ctx, await personCard(ctx, mid));
    },
  };
}
