import type { BotContext } from '../../bot/context.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import type { JobPerson } from '../../jobs/index.ts';
import {
  changeGroupMembership,
  mostPeoplePerGroupCall,
  type Shift,
} from '../../people/change-group-membership.ts';
import type { JobProposals } from '../bulk/propose-job.ts';
import type { GroupCheckBoxes } from './check-boxes.ts';
import type { LastUsedGroups } from './last-used-groups.ts';

/** A change of groups, with display names. */
export interface NamedShift extends Shift {
  fromName?: string;
  toName?: string;
}

/**
 * Moves people between groups and says what came of it. Up to 50 at once, with one read and usually one
 * write; more as a proposed job. Unrecognized pieces of the user's text need a confirmation too. For one
 * person who is not followed, a follow into the group is offered.
 * @returns `later` when it was only proposed
 */
export type MoveBetweenGroups = (
  ctx: BotContext,
  shift: NamedShift,
  people: readonly JobPerson[],
  unread?: readonly string[],
) => Promise<'done' | 'later'>;

/** Creates it; a change that takes too long for one update is proposed as a job. */
export function createMoveBetweenGroups(deps: {
  jobProposals: JobProposals;
  checkBoxes: GroupCheckBoxes;
  lastGroups: LastUsedGroups;
}): MoveBetweenGroups {
  const { jobProposals, checkBoxes, lastGroups } = deps;

  return async (ctx, shift, people, unread = []) => {
    const { to, toName = '' } = shift;
    const outcome = await carryOut(ctx, shift, people, unread);
    if (to !== undefined) await lastGroups.remember(ctx, { tagid: to, name: toName });
    return outcome;
  };

  async function carryOut(
    ctx: BotContext,
    shift: NamedShift,
    people: readonly JobPerson[],
    unread: readonly string[],
  ): Promise<'done' | 'later'> {
    if (people.length > mostPeoplePerGroupCall || unread.length > 0) {
      await jobProposals.propose(ctx, { action: 'group', shift, people }, unread);
      return 'later';
    }
    const mids = people.map(({ mid }) => mid);
    const { session } = await ctx.account();
    const { changed, already, notFollowed } = await changeGroupMembership(session, shift, mids, ctx.signal);
    const [stranger] = notFollowed;
    if (mids.length === 1 && stranger !== undefined && shift.to !== undefined) {
      await checkBoxes.send(ctx, stranger, shift.to);
      return 'done';
    }
    const words = ctx.texts.groups;
    const lines = [
      changed.length > 0 ? doneText(ctx, shift, changed.length) : words.nobodyChanged,
      ...(already.length > 0 ? [words.already(formatCount(already.length))] : []),
      ...(notFollowed.length > 0 ? [words.notFollowed(formatCount(notFollowed.length))] : []),
    ];
    await ctx.reply(lines.join('\n'));
    return 'done';
  }
}

function doneText(ctx: BotContext, shift: NamedShift, changed: number): string {
  const { groups } = ctx.texts;
  const { from, to, fromName = '', toName = '' } = shift;
  if (to === undefined) return groups.takenOut(formatCount(changed), fromName);
  return (from === undefined ? groups.copied : groups.moved)(formatCount(changed), toName);
}
