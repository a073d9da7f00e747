import type { BotContext } from '../../bot/context.ts';
import { send } from '../../bot/messages.ts';
import type { JobPerson } from '../../jobs/index.ts';
import type { OfferedAction } from '../../people/relation-action-kinds.ts';
import type { JobProposals } from '../bulk/propose-job.ts';
import { confirmationCard } from '../person/read-and-draw-card.ts';
import type { RelationActions } from '../person/relation-actions.ts';

/** Actions on people chosen in a list. */
export type ChosenAction = Extract<OfferedAction, 'follow' | 'unfollow' | 'kick' | 'block' | 'unblock'>;

/**
 * Runs an action on the people chosen in a list: at least one, each once. The result is a new message. After
 * `done` the list is read again; after `later` (a job was started or proposed) its rows are dropped.
 */
export type RunChosenAction = (
  ctx: BotContext,
  action: ChosenAction,
  people: readonly JobPerson[],
) => Promise<'done' | 'later'>;

/** One person is handled as on the card, several as a job. */
export function createRunChosenAction({
  relationActions,
  jobProposals,
}: {
  relationActions: RelationActions;
  jobProposals: JobProposals;
}): RunChosenAction {
  return async (ctx, action, people) => {
    const [only, ...others] = people;
    if (only === undefined || others.length > 0) {
      await jobProposals.propose(ctx, { action, people });
      return 'later';
    }
    const { mid } = only;
    if (action === 'block' || action === 'kick') {
      await send(ctx, await confirmationCard(ctx, action, mid));
      return 'later';
    }
    await relationActions.performAndShow(ctx, action, mid, 'new');
    return 'done';
  };
}
