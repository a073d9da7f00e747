import type { JobRecord } from '../storage/index.ts';
import type { Failure, FailureReason } from './job.ts';

/** Progress of a job, in people; `total` is the sum of the others. */
export interface Progress {
  total: number;
  /** Done by this job, or already so when their turn came. */
  done: number;
  failed: number;
  left: number;
  /** Skipped in the plan or while the job ran. */
  skipped: number;
}

/** Counts the people of a job by outcome. */
export function progressOf(job: JobRecord): Progress {
  const done = job.changed.length + job.found.length;
  const failed = job.failures.length;
  const left = job.todo.length + job.alone.length + (job.doubt?.mids.length ?? 0);
  const skipped = Object.values(job.skipped).reduce((sum, mids) => sum + mids.length, 0);
  return { total: done + failed + left + skipped, done, failed, left, skipped };
}

/** Failures grouped by reason, the most frequent first. */
export function failuresByReason(failures: readonly Failure[]): [why: FailureReason, failures: Failure[]][] {
  const groups = Map.groupBy(failures, ({ why }) => why);
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}
