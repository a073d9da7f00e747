import { chatUserOf } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import type { MessageStateStore } from '../../bot/message-state.ts';
import { send } from '../../bot/messages.ts';
import type { DigestRecord } from '../../storage/index.ts';
import type { JobProposals } from '../bulk/propose-job.ts';
import type { ListPanels } from '../lists/open-lists.ts';
import { personCard } from '../person/read-and-draw-card.ts';

/**
 * The page of /fans that "more" opens. A page has eight rows and a message names ten people, so the others
 * begin on page 2.
 */
const pageOfOthers = 2;

/** Handlers of the buttons under messages about new fans. */
export function newFansFeature(deps: {
  digests: MessageStateStore<DigestRecord>;
  jobProposals: JobProposals;
  listPanels: ListPanels;
}) {
  return {
    commands: [],
    callbacks: {
      fanRow: async (ctx, { mid }) => send(ctx, await personCard(ctx, mid)),
      async fansMore(ctx) {
        const { mid } = await ctx.account();
        await deps.listPanels.open(ctx, { list: 'fans', of: mid }, pageOfOthers);
      },
      async fansBack(ctx, { digest }) {
        const { mid } = await ctx.account();
        const record = await deps.digests.get(chatUserOf(ctx).chat, digest);
        if (record?.mid !== mid) return void (await ctx.reply(ctx.texts.digest.forgotten));
        await deps.jobProposals.propose(ctx, { action: 'follow', people: record.fans });
      },
    },
  } satisfies Feature;
}
