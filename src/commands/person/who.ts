import { send } from '../../bot/messages.ts';
import type { PersonCommand } from './people-commands.ts';
import { personCard } from './show-person.ts';

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
