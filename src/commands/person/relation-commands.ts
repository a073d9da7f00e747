import type { Acting } from './relation-actions.ts';
import type { Bulk } from '../bulk/propose-job.ts';
import { askFirst } from './show-person.ts';
import { send } from '../../bot/messages.ts';
import type { Intent } from './people-commands.ts';
import type { JobAction } from '../../jobs/index.ts';

/**
 * `/follow /unfollow /unblock /whisper /unwhisper`: one person is done at once, answered with the card. `/block /kick`
 * ask first. Several people become a job, except for the quiet follow, which the site has retired.
 */
export function actions({ acting, bulk }: { acting: Acting; bulk: Bulk }): readonly Intent[] {
  const atOnce = (name: 'follow' | 'unfollow' | 'unblock' | 'unwhisper'): Intent => ({
    name,
    inGroups: 'owner',
    carryOut: (ctx, mid) => acting.perform(ctx, name, mid, 'new'),
    many: propose(name),
  });
  const afterAsking = (name: 'block' | 'kick'): Intent => ({
    name,
    inGroups: 'owner',
    carryOut: async (ctx, mid) => void (await send(ctx, await askFirst(ctx, name, mid))),
    many: propose(name),
  });
  function propose(action: JobAction): NonNullable<Intent['many']> {
    return (ctx, mids, unread) => bulk.propose(ctx, { action, people: mids.map((mid) => ({ mid })) }, unread);
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
      carryOut: (ctx, mid) => acting.perform(ctx, 'whisper', mid, 'new'),
    },
    atOnce('unwhisper'),
  ];
}
