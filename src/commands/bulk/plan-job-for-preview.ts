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

/** A planned job that was shown but not started. */
export interface Proposal {
  user: number;
  /** The Bilibili account of the job. */
  mid: number;
  plan: PlannedWork;
  mustType: boolean;
  unread?: { pieces: string[]; count: number };
}

/** Most unrecognized pieces that a preview lists. */
const mostUnread = 10;

/** No unrecognized pieces. */
export const nothingUnread: UnreadPieces = { pieces: [], count: 0 };

/** Unrecognized pieces for a preview, made safe to show, since they are text from others. */
export function unreadPiecesForPreview(pieces: readonly string[]): UnreadPieces {
  return { pieces: pieces.slice(0, mostUnread).map(oneLine), count: pieces.length };
}

/**
 * Plans a request, and reads the names of the people shown first.
 * @param onRead called with how many relations were read
 * @throws TooManyPeople, or what prevents reading the relations.
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

/** The request of a plan, but with special follows included; those that were skipped come last. */
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
