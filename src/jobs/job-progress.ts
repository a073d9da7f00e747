import type { JobRecord } from '../storage/index.ts';
import type { Failure, Why } from './job.ts';

/** How far a job is, in people. `total` is the rest together. */
export interface Progress {
  total: number;
  /** It is so now: by this job, or already when their turn came. */
  done: number;
  failed: number;
  left: number;
  /** Left out before the start, and on the way. */
  skipped: number;
}

/** Counts the people of a job. */
export function progressOf(job: JobRecord): Progress {
  const done = job.changed.length + job.found.length;
  const failed = job.failures.length;
  const left = job.todo.length + job.alone.length + (job.doubt?.mids.length ?? 0);
  const skipped = Object.values(job.skipped).reduce((sum, mids) => sum + mids.length, 0);
  return { total: done + failed + left + skipped, done, failed, left, skipped };
}

/** Failures by reason, the commonest first. */
export function failuresByReason(failures: readonly Failure[]): [why: Why, failures: Failure[]][] {
  const groups = Map.groupBy(failures, ({ why }) => why);
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}
