import type { Session } from '../../api/index.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import {
  type JobRequest,
  mostNames,
  needsTypedCount,
  type PlannedWork,
  plannedPeople,
  readAndPlan,
} from '../../jobs/index.ts';
import { tryToReadNames } from '../../people/read-names.ts';
import { previewPeopleOnPage, type UnreadPieces } from './preview-screens.ts';

/** A planned job that was shown but not started. */
export interface Proposal {
  user: number;
  /** The Bilibili account of the job. */
  mid: number;
  plan: PlannedWork;
  mustType: boolean;
  unread?: UnreadPieces;
}

/** Most unrecognized pieces that a preview lists. */
const mostUnread = 10;
/**
 * Longest stored name, in UTF-16 units; a displayed name has at most 40 characters, each possibly of several
 * units.
 */
const longestKept = 200;

/** Unrecognized pieces for a preview, made safe to show, since they are text from others. */
export function unreadPiecesForPreview(pieces: readonly string[]): UnreadPieces | undefined {
  if (pieces.length === 0) return undefined;
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
  unread: UnreadPieces | undefined,
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
    ...(unread && { unread }),
  };
}

/**
 * Adds the names of these people to a plan, reading unknown ones. Names that cannot be read are left out, so
 * they never delay a preview. Rejects with the signal's reason, and with errors that are not Bilibili's.
 * @param patience ms
 */
export async function addNamesToPlan(
  session: Session,
  work: PlannedWork,
  people: readonly number[],
  signal: AbortSignal,
  patience?: number,
): Promise<PlannedWork> {
  const unknown = people.filter((mid) => work.names[mid] === undefined);
  const read = await tryToReadNames(session, unknown, signal, patience);
  const names: [string, string][] = Object.entries({
    ...work.names,
    ...(read && Object.fromEntries(read)),
  }).map(([mid, name]) => [mid, oneLine(String(name)).slice(0, longestKept)]);
  const shown = new Set(people.map(String));
  const first = names.filter(([mid]) => shown.has(mid));
  const others = names.filter(([mid]) => !shown.has(mid));
  return { ...work, names: Object.fromEntries([...first, ...others].slice(0, mostNames)) };
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
