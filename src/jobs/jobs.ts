import type { Accounts } from '../accounts/accounts.ts';
import type { Clock } from '../clock.ts';
import type { JobRecord, Repository } from '../storage/index.ts';
import { oppositeAction } from './action-policy.ts';
import { canResume, canRetry, canUndo, newJob, retryOf, undoOf } from './derived-jobs.ts';
import { enter, isOngoing, type Job } from './job.ts';
import { createJobRepository } from './job-repository.ts';
import type { PlannedWork } from './plan.ts';
import type { Quota } from './quota.ts';
import type { Changed } from './run.ts';
import { createWorkers } from './workers.ts';

/** How long a job is kept after it came to stand, ms. */
const keepFor = 30 * 24 * 60 * 60 * 1000;

/** Told of a job after every change of it, perhaps several times a second. What it throws goes to `onError`. */
export type Report = (job: Job) => void;

/** For whom a job is: the chat it was asked in, the Telegram user, the Bilibili account. */
export interface JobOwner {
  chat: number;
  user: number;
  mid: number;
}

/** Bulk work on many people. One job at a time for an account, the others queue; accounts do not wait for each other. */
export interface Jobs {
  /** Starts what was planned; it is kept before this resolves. */
  start(work: PlannedWork, owner: JobOwner): Promise<Job>;
  /** Stops a job before its next write; `undefined` when there is none of this number. */
  stop(id: number): Promise<Job | undefined>;
  /** Lets a job go on that was stopped, rests or failed; any other is given as it is. */
  resume(id: number): Promise<Job | undefined>;
  /** A new job for those who failed; asked again, the same one. `undefined` when there is nothing to retry. */
  retryFailed(id: number): Promise<Job | undefined>;
  /** A new job that takes back what was done; asked again, the same one. `undefined` when that cannot be. */
  undo(id: number): Promise<Job | undefined>;
  get(id: number): Promise<Job | undefined>;
  /** The jobs of a chat, newest first. */
  list(chat: number): Promise<Job[]>;
  /** Notes which message shows the job. Not reported. */
  showIn(id: number, message: { chat: number; message: number }): Promise<void>;
  /** Takes up again what a stop of the program or a crash has interrupted, and drops jobs that stand for 30 days. */
  recover(): Promise<void>;
  /** Gives up what is under way, for `recover` to take up; resolves when nothing runs any more. */
  shutdown(): Promise<void>;
}

/** What jobs need of the rest of the program. */
export interface JobsDeps {
  records: Repository<JobRecord>;
  quota: Quota;
  sessionOf: Accounts['sessionOf'];
  clock: Clock;
  report: Report;
  changed: Changed;
  /** Told of defects, and of a store that fails. */
  onError: (id: number, error: unknown) => void;
  /** The program stops; as good as `shutdown`. */
  signal?: AbortSignal;
}

/** Puts the bulk work together. Nothing runs until `start`, `resume` or `recover`. */
export function createJobs(deps: JobsDeps): Jobs {
  const { records, quota, sessionOf, clock, onError } = deps;
  const closing = new AbortController();
  const closed = deps.signal ? AbortSignal.any([closing.signal, deps.signal]) : closing.signal;
  const report: Report = (job) => {
    try {
      deps.report(job);
    } catch (error) {
      onError(job.id, error);
    }
  };
  const shelf = createJobRepository(records, report);
  const { get, change } = shelf;
  const workers = createWorkers(
    { get, change, quota, sessionOf, clock, changed: deps.changed },
    closed,
    onError,
  );

  function begin(job: Job): Job {
    report(job);
    workers.launch(job);
    return job;
  }

  /** Begins the job that follows from another, and links the two; where there is one already, gives that. */
  async function derive(
    id: number,
    link: { there: 'retries'; here: 'retriedBy' } | { there: 'undoes'; here: 'undoneBy' },
    may: (job: JobRecord) => boolean,
    make: (job: JobRecord) => JobRecord | undefined,
  ): Promise<Job | undefined> {
    const origin = await get(id);
    const known = origin?.[link.here];
    if (known !== undefined) return get(known);
    const record = origin && may(origin) ? make(origin) : undefined;
    if (record === undefined) return undefined;
    const job = await shelf.add({ ...record, [link.there]: id }, clock.now());
    const { job: now, changed } = await shelf.changeIf(id, may, (current) => ({
      ...current,
      [link.here]: job.id,
    }));
    if (changed) return begin(job);
    await shelf.remove(job.id);
    const other = now?.[link.here];
    return other === undefined ? undefined : get(other);
  }

  return {
    async start({ action, shift, withSpecial, steps, groups, skipped }, owner) {
      const { self, already, blocked, special, notFollowed } = skipped;
      const record = newJob(
        {
          ...owner,
          action,
          ...(shift && { shift }),
          withSpecial,
          todo: steps.flat(),
          groups: Object.fromEntries(Object.entries(groups).map(([mid, tagids]) => [mid, [...tagids]])),
          skipped: {
            self: [...self],
            already: [...already],
            blocked: [...blocked],
            special: [...special],
            notFollowed: [...notFollowed],
          },
        },
        clock.now(),
      );
      return begin(await shelf.add(record, clock.now()));
    },

    async stop(id) {
      if (await workers.halt(id)) return get(id);
      const stopped = await shelf.changeIf(
        id,
        ({ state }) => isOngoing(state),
        (job) => enter(job, 'stopped', clock.now()),
      );
      return stopped.job;
    },

    async resume(id) {
      const { job, changed } = await shelf.changeIf(id, canResume, (current) =>
        enter(current, 'queued', clock.now()),
      );
      if (job && changed) workers.launch(job);
      return job;
    },

    retryFailed: (id) =>
      derive(id, { there: 'retries', here: 'retriedBy' }, canRetry, (job) => retryOf(job, clock.now())),

    undo: (id) =>
      derive(id, { there: 'undoes', here: 'undoneBy' }, canUndo, (job) => {
        const opposite = oppositeAction(job.action);
        return opposite && undoOf(job, opposite, clock.now());
      }),

    get,

    async list(chat) {
      const jobs: Job[] = [];
      for await (const job of shelf.all()) if (job.chat === chat) jobs.push(job);
      return jobs.sort((a, b) => b.id - a.id);
    },

    async showIn(id, message) {
      await records.update(String(id), (job) => job && { ...job, message });
    },

    async recover() {
      const found: Job[] = [];
      const old = clock.now() - keepFor;
      for await (const job of shelf.all()) {
        if (isOngoing(job.state)) found.push(job);
        else if ((job.endedAt ?? job.madeAt) < old) await shelf.remove(job.id);
      }
      // The one that was at work goes first: it is in the middle.
      const rank = ({ state }: Job) => (state === 'queued' ? 1 : 0);
      for (const { id } of found.sort((a, b) => rank(a) - rank(b) || a.id - b.id))
        workers.launch(await change(id, (job) => enter(job, 'queued', clock.now())));
    },

    async shutdown() {
      closing.abort();
      await workers.ended();
    },
  };
}
