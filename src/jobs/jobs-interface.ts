import type { Accounts } from '../accounts/accounts.ts';
import type { Clock } from '../clock.ts';
import type { PersonChecks } from '../people/kept-person-checks.ts';
import type { JobRecord, Repository } from '../storage/index.ts';
import type { Job, JobMessage, JobOwner } from './job.ts';
import type { PlannedWork } from './plan.ts';
import type { Quota } from './quota.ts';
import type { OnRelationsChanged } from './run-job.ts';

/**
 * Told of a job after every change of it, perhaps several times a second; of a chain, of the part that changed. What it
 * throws goes to `onError`.
 */
export type JobListener = (job: Job) => void;

/**
 * Bulk work on many people. One job at a time for an account, the others queue, but for checks, which go on beside them;
 * accounts do not wait for each other. Work
 * on more than 1000 people is kept as a chain of records, which is one job here, under the number of the first.
 * @example
 * const work = await readAndPlan(session, { action: 'follow', people: [{ mid: 2 }, { mid: 3 }] });
 * const job = await jobs.start(work, { chat: 7, user: 7, mid: session.mid });
 */
export interface Jobs {
  /** Starts what was planned; it is kept before this resolves. `message` shows it from now on. */
  start(work: PlannedWork, owner: JobOwner, message?: JobMessage): Promise<Job>;
  /** Stops a job before its next write, with all that would follow; `undefined` when there is none of this number. */
  stop(id: number): Promise<Job | undefined>;
  /** Lets a job go on that was stopped, rests or failed; any other is given as it is. */
  resume(id: number): Promise<Job | undefined>;
  /** A new job for those who failed; asked again, the same one. `undefined` when there is nothing to retry. */
  retryFailed(id: number): Promise<Job | undefined>;
  /** A new job that takes back what was done; asked again, the same one. `undefined` when that cannot be. */
  undo(id: number): Promise<Job | undefined>;
  get(id: number): Promise<Job | undefined>;
  /** The jobs of these chats, newest first. */
  list(...chats: readonly number[]): Promise<Job[]>;
  /** Notes which message shows the job. Not announced. */
  showIn(id: number, message: JobMessage): Promise<void>;
  /** Notes that the user was told how `job` stands: that it ended, or waits; `message` shows it then. Not announced. */
  markTold(job: Job, message?: JobMessage): Promise<void>;
  /** Announces every change from now on. */
  onChange(listener: JobListener): void;
  /**
   * Takes up again what a stop of the program or a crash has interrupted, announces what was not told, and drops jobs that
   * ended 30 days ago. Those of users who may not use the bot any more are stopped.
   */
  recover(mayGoOn?: (user: number) => boolean): Promise<void>;
  /** Gives up what is under way, for `recover` to take up; resolves when nothing runs any more. */
  shutdown(): Promise<void>;
}

/** The store and the quota jobs keep to, the logins they act with, and who is told of what they change. */
export interface JobsDeps {
  records: Repository<JobRecord>;
  quota: Quota;
  sessionOf: Accounts['sessionOf'];
  clock: Clock;
  checks: PersonChecks;
  onRelationsChanged: OnRelationsChanged;
  /** Told of defects, and of a store that fails. */
  onError: (id: number, error: unknown) => void;
  /** The program stops; as good as `shutdown`. */
  signal?: AbortSignal;
}
