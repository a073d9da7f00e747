import type { Accounts } from '../accounts/accounts.ts';
import { defaultGroup, type RelationSide, type Session } from '../api/index.ts';
import type { Clock } from '../clock.ts';
import type { PersonChecks } from '../people/kept-person-checks.ts';
import { mostRead, readRelations } from '../people/read-relations.ts';
import type { JobRecord } from '../storage/index.ts';
import { countsAgainstQuota, peoplePerWrite, skipReason, sparesSpecialFollows } from './action-policy.ts';
import { addToGroups, type Grouped } from './add-followed-to-groups.ts';
import { readAlreadyDone } from './already-done.ts';
import { personCheckStep } from './check-person-step.ts';
import {
  countUnchanged,
  enterState,
  type Job,
  type JobAction,
  markInDoubt,
  recordGroups,
  recordStep,
  removeTodo,
  type Step,
  type StepResult,
} from './job.ts';
import type { Quota } from './quota.ts';
import { writeStep } from './write-step.ts';

/** Told of people whose relation a job has changed, by account; perhaps twice of the same, after a crash. */
export type OnRelationsChanged = (mid: number, action: JobAction, people: readonly number[]) => Promise<void>;

/** The record, the quota, the login and the clock that a run uses. */
export interface RunTools {
  /** Changes the record durably and announces it. */
  change(id: number, change: (job: JobRecord) => JobRecord): Promise<Job>;
  quota: Quota;
  sessionOf: Accounts['sessionOf'];
  clock: Clock;
  /** Where a job that checks people keeps what it learned. */
  checks: PersonChecks;
  onRelationsChanged: OnRelationsChanged;
}

/** The chat is no longer logged in as the account of the job. */
export class NoSession extends Error {
  override name = 'NoSession';
}

/**
 * Works on a job until nobody is left. Before every write the record names those in doubt, after it what came of them;
 * between the two a crash leaves them in doubt, and the next run reads first what is true.
 *
 * @param signal gives it up, also between the wait for a write's turn and the write
 * @throws NoSession, BilibiliRefused, BilibiliUnreachable, the signal's reason: why it cannot go on. The record then
 *   still says `running`.
 */
export async function runJob(id: number, tools: RunTools, signal: AbortSignal): Promise<void> {
  const { change, quota, clock } = tools;
  let job = await change(id, (record) => enterState(record, 'running', clock.now()));
  const session = await tools.sessionOf(job.chat, job.mid);
  if (session === undefined) throw new NoSession(`no login as ${job.mid}`);
  job = await resolveDoubt(job, session, tools, signal);

  /** The relations to those who come next; read again after a wait, or when the site no longer answered. */
  const known = new Map<number, RelationSide>();
  for (;;) {
    if (job.ungrouped.length > 0) {
      const tell: Grouped = async (mids, failures) => {
        job = await change(id, (record) => recordGroups(record, mids, failures));
      };
      await addToGroups(session, job, tell, signal);
      continue;
    }
    const step = nextStep(job);
    if (step === undefined) break;
    signal.throwIfAborted();
    if (job.action === 'check') {
      const [mid = 0] = step.mids;
      const result = await personCheckStep(session, tools.checks, mid, signal);
      job = await change(id, (record) => recordStep(markInDoubt(record, step), result));
      continue;
    }
    if (step.mids.some((mid) => !known.has(mid))) {
      job = await readNext(job, session, known, tools, signal);
      continue;
    }
    const count = step.mids.length;
    const day = countsAgainstQuota(job.action) ? quota.today() : undefined;
    const granted = day === undefined ? count : await quota.take(job.mid, count);
    if (granted === 0) {
      job = await waitForQuota(id, tools, signal);
      known.clear();
      continue;
    }
    const now = { ...step, mids: step.mids.slice(0, granted), ...(day !== undefined && { day }) };
    job = await change(id, (record) => markInDoubt(record, now, groupsToKeep(record, now, known)));
    const result = await writeStep(session, job, now, known, signal);
    job = await settleStep(job, result, tools);
    // A whole set of groups is written, so it must be read right before.
    if (job.action === 'group' || result.failures?.some(({ why }) => why === 'inDoubt')) known.clear();
  }
  await change(id, (record) => enterState(record, 'done', clock.now()));
}

/** Reads what became of those who were in doubt: done by this job, or to be done still. */
export async function resolveDoubt(
  job: Job,
  session: Session,
  tools: Pick<RunTools, 'change' | 'quota' | 'onRelationsChanged'>,
  signal: AbortSignal | undefined,
): Promise<Job> {
  if (job.doubt === undefined) return job;
  const { mids } = job.doubt;
  const done = await readAlreadyDone(session, job, mids, signal);
  const result = {
    changed: mids.filter((mid) => done.has(mid)),
    back: mids.filter((mid) => !done.has(mid)),
  };
  return settleStep(job, result, tools);
}

/** Records what came of those in doubt, and gives the quota back for whom nothing was changed. */
async function settleStep(
  job: Job,
  result: StepResult,
  { change, quota, onRelationsChanged }: Pick<RunTools, 'change' | 'quota' | 'onRelationsChanged'>,
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

/** Reads the relations of those next, in one request or two, and leaves out those for whom there is nothing to do any more. */
async function readNext(
  job: Job,
  session: Session,
  known: Map<number, RelationSide>,
  { change }: RunTools,
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
  { change, quota, clock }: RunTools,
  signal: AbortSignal,
): Promise<Job> {
  const until = quota.renewsAt();
  await change(id, (record) => enterState(record, 'waiting', clock.now(), { until }));
  await clock.sleep(until - clock.now(), signal);
  return change(id, (record) => enterState(record, 'running', clock.now()));
}

/** An unfollow takes people out of their groups: they are noted with it, for an undo. */
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
