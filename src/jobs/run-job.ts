import type { Accounts } from '../accounts/accounts.ts';
import { defaultGroup, type RelationSide, type Session } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import type { DormancyChecks } from '../people/dormancy-check-store.ts';
import { mostRead, readRelations } from '../people/read-relations.ts';
import type { JobRecord } from '../storage/index.ts';
import { addFollowedToGroups, type OnGrouped } from './add-followed-to-groups.ts';
import { readAlreadyDone } from './already-done.ts';
import { checkPersonStep } from './check-person-step.ts';
import type { Job, JobAction, Step, StepResult } from './job.ts';
import type { Quota } from './quota.ts';
import {
  countsAgainstQuota,
  peoplePerWrite,
  skipReason,
  sparesSpecialFollows,
} from './rules-of-each-action.ts';
import {
  countUnchanged,
  enterState,
  markInDoubt,
  recordGroups,
  recordStep,
  removeTodo,
} from './update-job-records.ts';
import { writeStep } from './write-step.ts';

/** Called with people whose relation a job has changed; after a crash perhaps twice for the same people. */
export type OnRelationsChanged = (mid: number, action: JobAction, people: readonly number[]) => Promise<void>;

/** What running a job depends on. */
export interface RunJobDeps {
  /** Changes the record, stores it and announces it. */
  change(id: number, change: (job: JobRecord) => JobRecord): Promise<Job>;
  quota: Quota;
  sessionOf: Accounts['sessionOf'];
  clock: Clock;
  /** Where results of `check` jobs are stored. */
  checks: DormancyChecks;
  onRelationsChanged: OnRelationsChanged;
}

/** The chat is no longer logged in as the account of the job. */
export class NoSession extends Error {
  override name = 'NoSession';
}

/**
 * Runs a job to its end. Before each write the record lists its people in `doubt`, and after it their
 * outcome. A crash between the two leaves them there, and the next run first reads their relations.
 *
 * @param signal interrupts the job, also while a write waits for its turn
 * @throws NoSession, BilibiliRefused, BilibiliUnreachable, the signal's reason: why it cannot continue. The
 *   record still says `running` then.
 */
export async function runJob(id: number, deps: RunJobDeps, signal: AbortSignal): Promise<void> {
  const { change, quota, clock } = deps;
  let job = await change(id, (record) => enterState(record, 'running', clock.now()));
  const session = await deps.sessionOf(job.chat, job.mid);
  if (session === undefined) throw new NoSession(`no login as ${job.mid}`);
  job = await resolveDoubt(job, session, deps, signal);

  /** Relations of the next people; read again after a wait, or when an outcome is in doubt. */
  const known = new Map<number, RelationSide>();
  for (;;) {
    if (job.ungrouped.length > 0) {
      const tell: OnGrouped = async (mids, failures) => {
        job = await change(id, (record) => recordGroups(record, mids, failures));
      };
      await addFollowedToGroups(session, job, tell, signal);
      continue;
    }
    const step = nextStep(job);
    if (step === undefined) break;
    signal.throwIfAborted();
    if (job.action === 'check') {
      const [mid = 0] = step.mids;
      const result = await checkPersonStep(session, deps.checks, mid, signal);
      job = await change(id, (record) => recordStep(markInDoubt(record, step), result));
      continue;
    }
    if (step.mids.some((mid) => !known.has(mid))) {
      job = await readNext(job, session, known, deps, signal);
      continue;
    }
    const count = step.mids.length;
    const day = countsAgainstQuota(job.action) ? quota.today() : undefined;
    const granted = day === undefined ? count : await quota.take(job.mid, count);
    if (granted === 0) {
      job = await waitForQuota(id, deps, signal);
      known.clear();
      continue;
    }
    const now = { ...step, mids: step.mids.slice(0, granted), ...(day !== undefined && { day }) };
    job = await change(id, (record) => markInDoubt(record, now, groupsToKeep(record, now, known)));
    const result = await writeStep(session, job, now, known, signal);
    job = await settleStep(job, result, deps);
    // A write replaces all groups of a person, so they must be read right before it.
    if (job.action === 'group' || result.failures?.some(({ why }) => why === 'inDoubt')) known.clear();
  }
  await change(id, (record) => enterState(record, 'done', clock.now()));
}

/** Reads the relations of people in `doubt`: done by this job, or still to do. */
export async function resolveDoubt(
  job: Job,
  session: Session,
  deps: Pick<RunJobDeps, 'change' | 'quota' | 'onRelationsChanged'>,
  signal: AbortSignal | undefined,
): Promise<Job> {
  if (job.doubt === undefined) return job;
  const { mids } = job.doubt;
  const done = await readAlreadyDone(session, job, mids, signal);
  const result = {
    changed: mids.filter((mid) => done.has(mid)),
    back: mids.filter((mid) => !done.has(mid)),
  };
  return settleStep(job, result, deps);
}

/** Records the outcome of the people in doubt, and gives quota back for those unchanged. */
async function settleStep(
  job: Job,
  result: StepResult,
  { change, quota, onRelationsChanged }: Pick<RunJobDeps, 'change' | 'quota' | 'onRelationsChanged'>,
): Promise<Job> {
  if (result.changed?.length) await onRelationsChanged(job.mid, job.action, result.changed);
  const settled = await change(job.id, (record) => recordStep(record, result));
  const unchanged = countUnchanged(job, result);
  const day = job.doubt?.day;
  if (day !== undefined && unchanged > 0) await quota.giveBack(job.mid, unchanged, day);
  return settled;
}

function nextStep({ action, alone, todo }: JobRecord): Step | undefined {
  const [single] = alone;
  if (single !== undefined) return { mids: [single], alone: true };
  const mids = todo.slice(0, peoplePerWrite(action));
  return mids.length > 0 ? { mids, alone: false } : undefined;
}

/**
 * Reads the relations of the next people, in one or two requests, and removes those for whom there is nothing
 * to do.
 */
async function readNext(
  job: Job,
  session: Session,
  known: Map<number, RelationSide>,
  { change }: RunJobDeps,
  signal: AbortSignal,
): Promise<Job> {
  const next = [...job.alone, ...job.todo].slice(0, Math.max(peoplePerWrite(job.action), mostRead));
  const relations = await readRelations(session, next, signal);
  for (const [mid, relation] of relations) known.set(mid, relation);
  const those = (which: ReturnType<typeof skipReason>) =>
    next.filter((mid) => skipReason(job, relations.get(mid)) === which);
  const found = those('already');
  const special = next.filter((mid) => {
    const isSpecial = relations.get(mid)?.special === true;
    return isSpecial && !job.withSpecial && sparesSpecialFollows(job.action);
  });
  const out = {
    found,
    blocked: those('blocked'),
    notFollowed: those('notFollowed'),
    special: special.filter((mid) => !found.includes(mid)),
  };
  if (Object.values(out).flat().length === 0) return job;
  return change(job.id, (record) => removeTodo(record, out));
}

async function waitForQuota(
  id: number,
  { change, quota, clock }: RunJobDeps,
  signal: AbortSignal,
): Promise<Job> {
  const until = quota.renewsAt();
  await change(id, (record) => enterState(record, 'waiting', clock.now(), { until }));
  await clock.sleep(until - clock.now(), signal);
  return change(id, (record) => enterState(record, 'running', clock.now()));
}

/** Unfollowing removes people from their groups, so these are recorded for an undo. */
function groupsToKeep(
  { action }: JobRecord,
  { mids }: Step,
  known: ReadonlyMap<number, RelationSide>,
): Record<string, number[]> {
  if (action !== 'unfollow') return {};
  const kept = mids.map(
    (mid) => [mid, known.get(mid)?.tag.filter((tagid) => tagid !== defaultGroup) ?? []] as const,
  );
  return Object.fromEntries(kept.filter(([, tags]) => tags.length > 0));
}
