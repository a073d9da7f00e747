import type { Bulk } from '../bulk/propose-job.ts';
import { cardOf } from '../person/show-person.ts';
import { placeOf } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import type { Forgetful } from '../../bot/message-state.ts';
import type { Lists } from '../lists/list-panels.ts';
import { send } from '../../bot/messages.ts';
import type { DigestRecord } from '../../storage/index.ts';

/** The list of fans has eight rows a page, and a message tells of ten by name: the others begin on its second page. */
const pageOfOthers = 2;

/** The buttons under messages about new fans. */
export function newFans(deps: {
  digests: Forgetful<Omit<DigestRecord, 'usedAt'>>;
  bulk: Bulk;
  lists: Lists;
}): Feature {
  return {
    commands: [],
    presses: {
      fanRow: { run: async (ctx, { mid }) => void (await send(ctx, await cardOf(ctx, mid))) },
      fansMore: {
        async run(ctx) {
          const { mid } = await ctx.account();
          await deps.lists.open(ctx, { list: 'fans', of: mid }, pageOfOthers);
        },
      },
      fansBack: {
        async run(ctx, { digest }) {
          const { mid } = await ctx.account();
          const record = await deps.digests.get(placeOf(ctx).chat, digest);
          if (record?.mid !== mid) return void (await ctx.reply(ctx.texts.digest.forgotten));
          await deps.bulk.propose(ctx, {
            action: 'follow',
            people: record.fans,
          });
        },
      },
    },
  };
}
