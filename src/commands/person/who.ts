import { cardOf } from './show-person.ts';
import { send } from '../../bot/messages.ts';
import type { Intent } from './people-commands.ts';

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
