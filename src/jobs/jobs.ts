import type { JobRecord } from '../storage/index.ts';
import { canResume, canRetry, canUndo } from './can-resume-retry-undo.ts';
import { isOngoing, type Job } from './job.ts';
import { createJobRepository } from './job-repository.ts';
import type { JobListener, Jobs, JobsDeps } from './jobs-interface.ts';
import { classifyLeftJobs } from './jobs-left-by-earlier-run.ts';
import { combineParts, currentPart, groupPartsByJob, splitIntoParts, wholeJobId } from './large-job-parts.ts';
import { plannedJob, retryJobOf, undoOf } from './make-job-records.ts';
import { oppositeAction } from './rules-of-each-action.ts';
import { enterState, markTold } from './update-job-records.ts';
import { createWorkers } from './workers.ts';

/** Creates the jobs service. Nothing runs until `start`, `resume` or `recover`. */
export function createJobs({
  records,
  quota,
  sessionOf,
  clock,
  checks,
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
    { get: repository.get, nextPart, change, quota, sessionOf, clock, checks, onRelationsChanged },
    closed,
    onError,
  );

  /** All parts of the chain that a job belongs to, in order; empty when there is no such job. */
  async function partsOf(id: number): Promise<Job[]> {
    const job = await repository.get(id);
    if (job?.chain === undefined) return job ? [job] : [];
    const { first, parts } = job.chain;
    const all = await Promise.all(Array.from({ length: parts }, (_, at) => repository.get(first + at)));
    return all.filter((part) => part !== undefined);
  }

  const get = async (id: number) => combineParts(await partsOf(id));

  /** The part of a chain to start next, after one is done. */
  async function nextPart(id: number): Promise<Job | undefined> {
    const leading = currentPart(await partsOf(id));
    return leading?.state === 'queued' && leading.id !== id ? leading : undefined;
  }

  async function begin(record: JobRecord): Promise<Job> {
    const parts = await repository.add(splitIntoParts(record), clock.now());
    return launch(parts);
  }

  function launch(parts: readonly Job[]): Job {
    const [first] = parts;
    const whole = combineParts(parts);
    if (first === undefined || whole === undefined) throw new Error('a job has at least one part');
    announce(first);
    workers.launch(first);
    return whole;
  }

  /** Starts a retry or undo of a job and links the two; returns the existing one if there is one. */
  async function derive(
    id: number,
    link: { there: 'retries'; here: 'retriedBy' } | { there: 'undoes'; here: 'undoneBy' },
    may: (job: JobRecord) => boolean,
    make: (job: JobRecord) => JobRecord | undefined,
  ): Promise<Job | undefined> {
    const [first, ...others] = await partsOf(id);
    const origin = first && combineParts([first, ...others]);
    if (origin === undefined) return undefined;
    const known = origin[link.here];
    if (known !== undefined) return get(known);
    const record = may(origin) ? make(origin) : undefined;
    if (record === undefined) return undefined;
    const parts = await repository.add(splitIntoParts({ ...record, [link.there]: origin.id }), clock.now());
    const [{ id: derived } = { id: 0 }] = parts;
    const { job: now, changed } = await changeIf(
      origin.id,
      (current) => may(combineParts([{ ...current, id: origin.id }, ...others]) ?? current),
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
        const part = currentPart(await partsOf(id));
        if (part === undefined || !isOngoing(part.state)) break;
        if (await workers.halt(part.id)) continue;
        await changeIf(
          part.id,
          ({ state }) => isOngoing(state),
          (job) => enterState(job, 'stopped', clock.now()),
        );
        // It may have started in the meantime, as the next part of a chain.
        await workers.halt(part.id);
      }
      return get(id);
    },

    async resume(id) {
      const parts = await partsOf(id);
      const [whole, leading] = [combineParts(parts), currentPart(parts)];
      if (whole === undefined || leading === undefined || !canResume(whole)) return whole;
      if (whole.waitTold) await repository.changeSilently(whole.id, ({ waitTold: _, ...job }) => job);
      const { job, changed } = await changeIf(leading.id, canResume, (current) =>
        enterState(current, 'queued', clock.now()),
      );
      if (job && changed) workers.launch(job);
      return get(id);
    },

    retryFailed: (id) =>
      derive(id, { there: 'retries', here: 'retriedBy' }, canRetry, (job) => retryJobOf(job, clock.now())),

    undo: (id) =>
      derive(id, { there: 'undoes', here: 'undoneBy' }, canUndo, (job) => {
        const opposite = oppositeAction(job.action);
        return opposite && undoOf(job, opposite, clock.now());
      }),

    get,

    async list(...chats) {
      const jobs: Job[] = [];
      for await (const job of repository.all()) if (chats.includes(job.chat)) jobs.push(job);
      const wholes = groupPartsByJob(jobs).wholes.map(combineParts);
      return wholes.filter((job) => job !== undefined).sort((a, b) => b.id - a.id);
    },

    async showIn(id, message) {
      const job = await repository.get(id);
      if (job) await repository.changeSilently(wholeJobId(job), (current) => ({ ...current, message }));
    },

    async markTold({ id, state, endedAt }, message) {
      const leading = currentPart(await partsOf(id));
      await repository.changeSilently(id, (current) => ({
        ...(leading?.id === id && state !== 'waiting' ? markTold(current, endedAt) : current),
        ...(state === 'waiting' && { waitTold: true as const }),
        ...(message && { message }),
      }));
      if (leading && leading.id !== id && state !== 'waiting')
        await repository.changeSilently(leading.id, (current) => markTold(current, endedAt));
    },

    onChange: (listener) => void listeners.push(listener),

    async recover(mayGoOn = () => true) {
      const all: Job[] = [];
      for await (const job of repository.all()) all.push(job);
      const { interrupted, untold, expired } = classifyLeftJobs(all, clock.now());
      for (const { id } of expired) await repository.remove(id);
      for (const job of untold) announce(job);
      for (const { id, user } of interrupted) {
        const state = mayGoOn(user) ? 'queued' : 'stopped';
        const job = await change(id, (current) => enterState(current, state, clock.now()));
        if (state === 'queued') workers.launch(job);
      }
    },

    async shutdown() {
      closing.abort();
      await workers.ended();
    },
  };
}
