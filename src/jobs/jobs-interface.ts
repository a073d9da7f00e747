import type { JobRecord, Repository } from '../storage/index.ts';
import type { Job, JobMessage, JobOwner } from './job.ts';
import type { PlannedWork } from './plan.ts';
import type { RunJobDeps } from './run-job.ts';

/**
 * Called after every change of a job, perhaps several times a second; for a chain, with the part that
 * changed. Errors it throws go to `onError`.
 */
export type JobListener = (job: Job) => void;

/**
 * Bulk jobs. Each account runs one writing job at a time and queues the others; checks run beside them.
 * Accounts do not wait for each other. A job on more than 1000 people is stored as a chain of records, but is
 * one job here, under the id of the first.
 * @example
 * const work = await readAndPlan(session, { action: 'follow', people: [{ mid: 2 }, { mid: 3 }] });
 * const job = await jobs.start(work, { chat: 7, user: 7, mid: session.mid });
 */
export interface Jobs {
  /** Starts planned work; it is stored before this resolves. `message` is the message that shows the job. */
  start(work: PlannedWork, owner: JobOwner, message?: JobMessage): Promise<Job>;
  /** Stops a job before its next write, with all later parts; `undefined` when there is no such job. */
  stop(id: number): Promise<Job | undefined>;
  /** Resumes a job that was stopped, rests or failed; any other is returned unchanged. */
  resume(id: number): Promise<Job | undefined>;
  /**
   * Starts a job for the people who failed; called again, returns the same one. `undefined` when there is
   * nothing to retry.
   */
  retryFailed(id: number): Promise<Job | undefined>;
  /**
   * Starts a job that undoes this one; called again, returns the same one. `undefined` when it cannot be
   * undone.
   */
  undo(id: number): Promise<Job | undefined>;
  get(id: number): Promise<Job | undefined>;
  /** The jobs of these chats, newest first. */
  list(...chats: readonly number[]): Promise<Job[]>;
  /** Stores which message shows the job. Not announced. */
  showIn(id: number, message: JobMessage): Promise<void>;
  /** Records that the user was told of the end or wait of `job`, in `message`. Not announced. */
  markTold(job: Job, message?: JobMessage): Promise<void>;
  /** Calls `listener` with every change from now on. */
  onChange(listener: JobListener): void;
  /**
   * Resumes jobs that a stop or crash interrupted, announces ends that were not reported, and removes jobs
   * that ended 30 days ago. Jobs of users who have lost access are stopped.
   */
  recover(mayGoOn?: (user: number) => boolean): Promise<void>;
  /** Interrupts running jobs, which `recover` resumes; resolves when none runs any more. */
  shutdown(): Promise<void>;
}

/** What jobs depend on: store, quota, logins, and listeners for the relations they change. */
export interface JobsDeps extends Omit<RunJobDeps, 'change'> {
  records: Repository<JobRecord>;
  /** Called with defects and store failures. */
  onError: (id: number, error: unknown) => void;
  /** Aborts when the program stops; same effect as `shutdown`. */
  signal?: AbortSignal;
}
