import { BilibiliRefused, BilibiliUnreachable, relationActs, type Session } from '../api/index.ts';
import { writeShift } from '../people/change-groups.ts';
import { InDoubt, isLost } from '../people/lost-answer.ts';
import type { RelationSummary } from '../people/relation-action.ts';
import { changeRelation } from '../people/relation-change.ts';
import { readAlreadyDone } from './already-done.ts';
import { type Failure, mustStopJob, type Step, type StepResult, type Task, type Why } from './job.ts';

/**
 * Writes for the people of a step, each at most once, and says what came of it. A lost answer is read back.
 * @param known one's own side of the relations, read a moment ago
 * @throws BilibiliRefused for a reason that stops the job; the people are still in doubt then.
 */
export async function writeStep(
  session: Session,
  task: Task,
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

type Batch = Task & { action: 'follow' | 'block' | 'group' };

const stranger: RelationSummary = { relation: 'none', special: false, tag: [] };

/** One request for all, or for each set of groups one; gives those of whom it said that they failed. */
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
    // Refused as a whole for something that concerns some of them, who can only be found by asking for each.
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

/** The group everybody was to be put into, or taken from, is gone: nobody else would fare better. */
function isGone({ reason }: BilibiliRefused, { action }: Task): boolean {
  return action === 'group' && reason === 'groupMissing';
}

async function readBack(
  session: Session,
  task: Task,
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

/** What is told of somebody for whom it did not work. Throws the error on when it is no one person's matter. */
export function failureOf(mid: number, error: unknown): Failure {
  if (error instanceof InDoubt) return { mid, why: 'inDoubt' };
  if (error instanceof BilibiliRefused && error.reason === 'unknown')
    return { mid, why: 'unknown', code: error.code, said: error.siteMessage };
  const why = failureReasonOf(error);
  if (why === undefined || (error instanceof BilibiliRefused && mustStopJob(error.reason))) throw error;
  return { mid, why };
}

/** The word for an error of the site; `undefined` for any other. */
export function failureReasonOf(error: unknown): Why | undefined {
  if (error instanceof BilibiliUnreachable) return 'unreachable';
  return error instanceof BilibiliRefused ? error.reason : undefined;
}
