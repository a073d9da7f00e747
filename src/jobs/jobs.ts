import type { Accounts } from '../accounts/accounts.ts';
import type { Clock } from '../clock.ts';
import type { JobRecord, Repository } from '../storage/index.ts';
import { oppositeAction } from './action-policy.ts';
import { combine, gatherWholes, leadingPart, splitIntoParts, wholeId } from './chain.ts';
import { canResume, canRetry, canUndo, plannedJob, retryOf, undoOf } from './derived-jobs.ts';
import { enter, isOngoing, type Job, type JobMessage, type JobOwner, withoutNews } from './job.ts';
import { createJobRepository } from './job-repository.ts';
import type { PlannedWork } from './plan.ts';
import type { Quota } from './quota.ts';
import { sortOut } from './recovery.ts';
import type { OnRelationsChanged } from './run.ts';
import { createWorkers } from './workers.ts';

/**
 * Told of a job after every change of it, perhaps several times a second; of a chain, of the part that changed. What it
 * throws goes to `onError`.
 */
export type JobListener = (job: Job) => void;

/**
 * Bulk work on many people. One job at a time for an account, the others queue; accounts do not wait for each other. Work
 * on more than 1000 people is kept as a chain of records, which is one job here, under the number of the first.
 * @example
 * const work = await prepare(session, { action: 'follow', people: [{ mid: 2 }, { mid: 3 }] });
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
  /** The jobs of a chat, newest first. */
  list(chat: number): Promise<Job[]>;
  /** Notes which message shows the job. Not announced. */
  showIn(id: number, message: JobMessage): Promise<void>;
  /** Notes that the user was told how `job` stands: that it ended, or waits; `message` shows it then. Not announced. */
  markTold(job: Job, message?: JobMessage): Promise<void>;
  /** Announces every change from now on. */
  onChange(listener: JobListener): void;
  /**
   * Takes up again what a stop of the program or a crash has interrupted, announces what was not told, and drops jobs that
   * ended 30 days ago.
   */
  recover(): Promise<void>;
  /** Gives up what is under way, for `recover` to take up; resolves when nothing runs any more. */
  shutdown(): Promise<void>;
}

/** The store and the quota jobs keep to, the logins they act with, and who is told of what they change. */
export interface JobsDeps {
  records: Repository<JobRecord>;
  quota: Quota;
  sessionOf: Accounts['sessionOf'];
  clock: Clock;
  onRelationsChanged: OnRelationsChanged;
  /** Told of defects, and of a store that fails. */
  onError: (id: number, error: unknown) => void;
  /** The program stops; as good as `shutdown`. */
  signal?: AbortSignal;
}

/** Nothing runs until `start`, `resume` or `recover`. */
export function createJobs({
  records,
  quota,
  sessionOf,
  clock,
  onRelationsChanged,
  onError,
  signal,
}: JobsDeps): Jobs {
  const closing = new AbortController();
  const closed = signal ? AbortSignal.any([closing.signal, signal]) : closing.signal;
  const listeners: JobListener[] = [];

  function announce(job: Job): void {
    for (const listener of listeners) {
      try {
        listener(job);
      } catch (error) {
        onError(job.id, error);
      }
    }
  }

  const repository = createJobRepository(records, announce);
  const { change, changeIf } = repository;
  const workers = createWorkers(
    { get: repository.get, nextPart, change, quota, sessionOf, clock, onRelationsChanged },
    closed,
    onError,
  );

  /** All parts of the whole that a job belongs to, in order; none when there is no such job. */
  async function partsOf(id: number): Promise<Job[]> {
    const job = await repository.get(id);
    if (job?.chain === undefined) return job ? [job] : [];
    const { first, parts } = job.chain;
    const all = await Promise.all(Array.from({ length: parts }, (_, at) => repository.get(first + at)));
    return all.filter((part) => part !== undefined);
  }

  const get = async (id: number) => combine(await partsOf(id));

  /** The part of a chain that is to begin, now that one is done. */
  async function nextPart(id: number): Promise<Job | undefined> {
    const leading = leadingPart(await partsOf(id));
    return leading?.state === 'queued' && leading.id !== id ? leading : undefined;
  }

  async function begin(record: JobRecord): Promise<Job> {
    const parts = await repository.add(splitIntoParts(record), clock.now());
    return launch(parts);
  }

  function launch(parts: readonly Job[]): Job {
    const [first] = parts;
    const whole = combine(parts);
    if (first === undefined || whole === undefined) throw new Error('a job has at least one part');
    announce(first);
    workers.launch(first);
    return whole;
  }

  /** Begins the job that follows from another, and links the two; where there is one already, gives that. */
  async function derive(
    id: number,
    link: { there: 'retries'; here: 'retriedBy' } | { there: 'undoes'; here: 'undoneBy' },
    may: (job: JobRecord) => boolean,
    make: (job: JobRecord) => JobRecord | undefined,
  ): Promise<Job | undefined> {
    const [first, ...others] = await partsOf(id);
    const origin = first && combine([first, ...others]);
    if (origin === undefined) return undefined;
    const known = origin[link.here];
    if (known !== undefined) return get(known);
    const record = may(origin) ? make(origin) : undefined;
    if (record === undefined) return undefined;
    const parts = await repository.add(splitIntoParts({ ...record, [link.there]: origin.id }), clock.now());
    const [{ id: derived } = { id: 0 }] = parts;
    const { job: now, changed } = await changeIf(
      origin.id,
      (current) => may(combine([{ ...current, id: origin.id }, ...others]) ?? current),
      (current) => ({ ...current, [link.here]: derived }),
    );
    if (changed) return launch(parts);
    for (const part of parts) await repository.remove(part.id);
    const other = now?.[link.here];
    return other === undefined ? undefined : get(other);
  }

  return {
    start: (work, owner, message) => begin(plannedJob(work, owner, message, clock.now())),

    async stop(id) {
      while (!closed.aborted) {
        const part = leadingPart(await partsOf(id));
        if (part === undefined || !isOngoing(part.state)) break;
        if (await workers.halt(part.id)) continue;
        await changeIf(
          part.id,
          ({ state }) => isOngoing(state),
          (job) => enter(job, 'stopped', clock.now()),
        );
        // It may have begun meanwhile, as the next part of a chain.
        await workers.halt(part.id);
      }
      return get(id);
    },

    async resume(id) {
      const parts = await partsOf(id);
      const [whole, leading] = [combine(parts), leadingPart(parts)];
      if (whole === undefined || leading === undefined || !canResume(whole)) return whole;
      if (whole.waitTold) await repository.note(whole.id, ({ waitTold: _, ...job }) => job);
      const { job, changed } = await changeIf(leading.id, canResume, (current) =>
        enter(current, 'queued', clock.now()),
      );
      if (job && changed) workers.launch(job);
      return get(id);
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
      for await (const job of repository.all()) if (job.chat === chat) jobs.push(job);
      const wholes = gatherWholes(jobs).wholes.map(combine);
      return wholes.filter((job) => job !== undefined).sort((a, b) => b.id - a.id);
    },

    async showIn(id, message) {
      const job = await repository.get(id);
      if (job) await repository.note(wholeId(job), (current) => ({ ...current, message }));
    },

    async markTold({ id, state, endedAt }, message) {
      const leading = leadingPart(await partsOf(id));
      await repository.note(id, (current) => ({
        ...(leading?.id === id && state !== 'waiting' ? withoutNews(current, endedAt) : current),
        ...(state === 'waiting' && { waitTold: true as const }),
        ...(message && { message }),
      }));
      if (leading && leading.id !== id && state !== 'waiting')
        await repository.note(leading.id, (current) => withoutNews(current, endedAt));
    },

    onChange: (listener) => void listeners.push(listener),

    async recover() {
      const all: Job[] = [];
      for await (const job of repository.all()) all.push(job);
      const { interrupted, untold, expired } = sortOut(all, clock.now());
      for (const { id } of expired) await repository.remove(id);
      for (const job of untold) announce(job);
      for (const { id } of interrupted)
        workers.launch(await change(id, (job) => enter(job, 'queued', clock.now())));
    },

    async shutdown() {
      closing.abort();
      await workers.ended();
    },
  };
}
