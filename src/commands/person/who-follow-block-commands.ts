import { send } from '../../bot/messages.ts';
import type { JobAction } from '../../jobs/index.ts';
import type { JobProposals } from '../bulk/propose-job.ts';
import type { PersonCommand } from './commands-taking-a-person.ts';
import { confirmationCard, personCard } from './read-and-draw-card.ts';
import type { RelationActions } from './relation-actions.ts';

/** `/who`: the card of a person. */
export function whoCommand(): PersonCommand {
  return {
    name: 'who',
    inGroups: 'everyone',
    forOne: async (ctx, mid) => send(ctx, await personCard(ctx, mid)),
  };
}

/**
 * `/follow /unfollow /unblock /whisper /unwhisper` run at once for one person and answer with the card;
 * `/block /kick` ask first. Several people become a job, except for the quiet follow, which Bilibili has
 * retired.
 */
export function relationCommands({
  relationActions,
  jobProposals,
}: {
  relationActions: RelationActions;
  jobProposals: JobProposals;
}): readonly PersonCommand[] {
  const atOnce = (name: 'follow' | 'unfollow' | 'unblock' | 'unwhisper'): PersonCommand => ({
    name,
    inGroups: 'owner',
    forOne: (ctx, mid) => relationActions.performAndShow(ctx, name, mid, 'new'),
    forMany: propose(name),
  });
  const afterAsking = (name: 'block' | 'kick'): PersonCommand => ({
    name,
    inGroups: 'owner',
    forOne: async (ctx, mid) => send(ctx, await confirmationCard(ctx, name, mid)),
    forMany: propose(name),
  });
  function propose(action: JobAction): NonNullable<PersonCommand['forMany']> {
    return (ctx, mids, unread) =>
      jobProposals.propose(ctx, { action, people: mids.map((mid) => ({ mid })) }, unread);
  }
  return [
    atOnce('follow'),
    atOnce('unfollow'),
    afterAsking('block'),
    atOnce('unblock'),
    afterAsking('kick'),
    {
      name: 'whisper',
      inGroups: 'owner',
      forOne: (ctx, mid) => relationActions.performAndShow(ctx, 'whisper', mid, 'new'),
    },
    atOnce('unwhisper'),
  ];
}
