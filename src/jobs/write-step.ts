import { BilibiliRefused, BilibiliUnreachable, relationActs, type Session } from '../api/index.ts';
import { writeShift } from '../people/change-group-membership.ts';
import { changeRelation } from '../people/change-relation.ts';
import { InDoubt, isLost } from '../people/lost-answer.ts';
import type { RelationSummary } from '../people/relation-action-kinds.ts';
import { readAlreadyDone, stranger } from './already-done.ts';
import {
  type Failure,
  type FailureReason,
  type JobTask,
  mustStopJob,
  type Step,
  type StepResult,
} from './job.ts';

/**
 * Writes for the people of a step, each at most once, and returns the outcome. When an answer is lost, their
 * relations are read.
 * @param known the account's own side of the relations, just read
 * @throws BilibiliRefused for a reason that stops the job; the people are still in doubt then.
 */
export async function writeStep(
  session: Session,
  task: JobTask,
  step: Step,
  known: ReadonlyMap<number, RelationSummary>,
  signal: AbortSignal,
): Promise<StepResult> {
  const [first, ...others] = step.mids;
  if (first === undefined) return {};
  const { action } = task;
  if (action === 'check') throw new TypeError('a check writes nothing');
  if (action === 'group' || (others.length > 0 && (action === 'follow' || action === 'block')))
    return writeBatch(session, { ...task, action }, step.mids, known, signal);
  try {
    const { already } = await changeRelation(session, action, first, signal, known.get(first));
    return already ? { found: [first] } : { changed: [first] };
  } catch (error) {
    return { failures: [failureOf(first, error)] };
  }
}

type Batch = JobTask & { action: 'follow' | 'block' | 'group' };

/** Sends one request for all, or one per set of groups; returns the mids that the answer says failed. */
async function send(
  session: Session,
  { action, shift = {} }: Batch,
  mids: readonly number[],
  known: ReadonlyMap<number, RelationSummary>,
  signal: AbortSignal,
): Promise<number[]> {
  if (action === 'group') {
    const sides = mids.map((mid) => [mid, known.get(mid) ?? stranger] as const);
    await writeShift(session, shift, new Map(sides), signal);
    return [];
  }
  const params = { fids: [...mids], act: relationActs[action] };
  return (await session.relations.batchModify(params, { signal })).failed_fids;
}

async function writeBatch(
  session: Session,
  task: Batch,
  mids: readonly number[],
  known: ReadonlyMap<number, RelationSummary>,
  signal: AbortSignal,
): Promise<StepResult> {
  try {
    const failed = new Set(await send(session, task, mids, known, signal));
    return { changed: mids.filter((mid) => !failed.has(mid)), alone: mids.filter((mid) => failed.has(mid)) };
  } catch (error) {
    const lost = isLost(error);
    // The batch was refused because of some of its people; only separate requests can find them.
    const forSome = error instanceof BilibiliRefused && !mustStopJob(error.reason) && !isGone(error, task);
    if (!lost && !forSome) throw error;
    const done = await readBack(session, task, mids, signal);
    if (done === undefined) return { failures: mids.map((mid) => ({ mid, why: 'inDoubt' })) };
    const rest = mids.filter((mid) => !done.has(mid));
    return {
      changed: mids.filter((mid) => done.has(mid)),
      ...(lost || mids.length === 1
        ? { failures: rest.map((mid) => failureOf(mid, error)) }
        : { alone: rest }),
    };
  }
}

/** The group to move people into or out of no longer exists, so everybody else would fail too. */
function isGone({ reason }: BilibiliRefused, { action }: JobTask): boolean {
  return action === 'group' && reason === 'groupMissing';
}

async function readBack(
  session: Session,
  task: JobTask,
  mids: readonly number[],
  signal: AbortSignal,
): Promise<Set<number> | undefined> {
  try {
    return await readAlreadyDone(session, task, mids, signal);
  } catch (error) {
    if (error instanceof BilibiliUnreachable) return undefined;
    if (error instanceof BilibiliRefused && !mustStopJob(error.reason)) return undefined;
    throw error;
  }
}

/** The failure of one person. Rethrows errors that affect more than this person. */
export function failureOf(mid: number, error: unknown): Failure {
  if (error instanceof InDoubt) return { mid, why: 'inDoubt' };
  if (error instanceof BilibiliRefused && error.reason === 'unknown')
    return { mid, why: 'unknown', code: error.code, said: error.siteMessage };
  const why = failureReasonOf(error);
  if (why === undefined || (error instanceof BilibiliRefused && mustStopJob(error.reason))) throw error;
  return { mid, why };
}

/** The reason of an error from Bilibili; `undefined` for any other error. */
export function failureReasonOf(error: unknown): FailureReason | undefined {
  if (error instanceof BilibiliUnreachable) return 'unreachable';
  return error instanceof BilibiliRefused ? error.reason : undefined;
}
