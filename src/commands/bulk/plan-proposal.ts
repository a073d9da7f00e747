import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import {
  type JobRequest,
  needsTypedCount,
  type PlannedWork,
  plannedPeople,
  readAndPlan,
} from '../../jobs/index.ts';
import { previewPeopleOnPage, type UnreadPieces } from './preview-screens.ts';
import { addNamesToPlan } from './read-people-names.ts';

/** Work on many people that was shown and not begun yet. */
export interface Proposal {
  user: number;
  /** The Bilibili account it is for. */
  mid: number;
  plan: PlannedWork;
  mustType: boolean;
  unread?: { pieces: string[]; count: number };
}

/** Pieces that mean nobody, as many as a preview lists. */
const mostUnread = 10;

/** Everything was understood. */
export const nothingUnread: UnreadPieces = { pieces: [], count: 0 };

/** What a preview says of the pieces that mean nobody; they are a stranger's text. */
export function unreadPiecesForPreview(pieces: readonly string[]): UnreadPieces {
  return { pieces: pieces.slice(0, mostUnread).map(oneLine), count: pieces.length };
}

/**
 * Plans what is wanted, and reads the names of those who are shown first.
 * @param onRead told how many relations are read
 * @throws TooManyPeople, or what keeps the relations from being read.
 */
export async function planProposal(
  ctx: BotContext,
  request: JobRequest,
  unread: UnreadPieces,
  onRead?: (read: number) => Promise<void>,
): Promise<Proposal> {
  const { session, mid } = await ctx.account();
  const planned = await readAndPlan(session, request, ctx.signal, onRead);
  const work = await addNamesToPlan(session, planned, previewPeopleOnPage(planned, 1), ctx.signal);
  return {
    user: chatUserOf(ctx).user,
    mid,
    plan: work,
    mustType: needsTypedCount(work.action, plannedPeople(work).length),
    ...(unread.count > 0 && { unread: { pieces: [...unread.pieces], count: unread.count } }),
  };
}

/** The request a plan was made from, with special follows: those it left out come last. */
export function requestIncludingSpecialFollows({
  action,
  shift,
  steps,
  skipped,
  groups,
  names,
}: PlannedWork): JobRequest {
  const mids = [...steps.flat(), ...Object.values(skipped).flat()];
  return {
    action,
    ...(shift && { shift }),
    withSpecial: true,
    people: mids.map((mid) => ({
      mid,
      ...(names[mid] !== undefined && { name: names[mid] }),
      ...(groups[mid] && { groups: groups[mid] }),
    })),
  };
}
