import type { JobRecord } from '../storage/index.ts';
import { isOngoing } from './job.ts';
import { undoTodo } from './make-job-records.ts';
import { oppositeAction } from './rules-of-each-action.ts';

/** Whether a job can be resumed: it ended early and was not undone. */
export function canResume(job: JobRecord): boolean {
  return !isOngoing(job.state) && job.state !== 'done' && job.undoneBy === undefined;
}

/** Whether a retry job can be made: some people failed, and the job was neither retried nor undone before. */
export function canRetry(job: JobRecord): boolean {
  const failed = job.failures.length + job.groupFailures.length > 0;
  return failed && !isOngoing(job.state) && job.retriedBy === undefined && job.undoneBy === undefined;
}

/** Whether an undo job can be made; each job can be undone once. */
export function canUndo(job: JobRecord): boolean {
  const undoable = oppositeAction(job.action) !== undefined && undoTodo(job).length > 0;
  return undoable && !isOngoing(job.state) && job.undoneBy === undefined;
}
