import { BilibiliRefused, BilibiliUnreachable } from '../api/index.ts';
import { createKeyedMutex } from '../storage/index.ts';
import { jobLaneOf } from './action-policy.ts';
import { enterState, type Job } from './job.ts';
import type { JobRepository } from './job-repository.ts';
import { NoSession, type RunTools, resolveDoubt, runJob } from './run-job.ts';
import { failureReasonOf } from './write-step.ts';

/** Those who work on jobs: one that writes at a time for an account, side by side for several. */
export interface Workers {
  /** Sets a job to work as soon as no other of its account is. */
  launch(job: Job): void;
  /** Stops a job before its next write, and records that; `false` when nobody works on it. */
  halt(id: number): Promise<boolean>;
  /** Resolves when nobody works any more, after the signal has aborted. */
  ended(): Promise<void>;
}

/** The user stopped a job. */
class Stopped extends Error {
  override name = 'Stopped';
}

export interface WorkerTools extends RunTools, Pick<JobRepository, 'get'> {
  /** The job that follows the one that is done, when it is a part of a chain. */
  nextPart(id: number): Promise<Job | undefined>;
}

/**
 * @param closed the program stops: nothing is recorded of that, so that the next start goes on
 * @param onError told of defects, and of a store that fails
 */
export function createWorkers(
  tools: WorkerTools,
  closed: AbortSignal,
  onError: (id: number, error: unknown) => void,
): Workers {
  const { change, clock } = tools;
  const lanes = createKeyedMutex();
  const live = new Map<number, { controller: AbortController; ended: Promise<void> }>();

  /** Records why a run ended early. */
  async function conclude(id: number, error: unknown): Promise<void> {
    if (closed.aborted) return;
    const now = clock.now();
    if (error instanceof Stopped) {
      await settleIfPossible(id);
      if (!closed.aborted) await change(id, (job) => enterState(job, 'stopped', now));
    } else if (error instanceof BilibiliRefused && error.reason === 'risk') {
      await change(id, (job) => enterState(job, 'resting', now, { until: error.restUntil ?? now }));
    } else {
      const why = error instanceof NoSession ? 'login' : (failureReasonOf(error) ?? 'broken');
      if (why === 'broken') onError(id, error);
      await change(id, (job) => enterState(job, 'failed', now, { why }));
    }
  }

  /** A stop may have come between a write and its answer. What cannot be read now is read when the job goes on. */
  async function settleIfPossible(id: number): Promise<void> {
    const job = await tools.get(id);
    if (job?.doubt === undefined) return;
    try {
      const session = await tools.sessionOf(job.chat, job.mid);
      if (session) await resolveDoubt(job, session, tools, closed);
    } catch (error) {
      const sites = error instanceof BilibiliRefused || error instanceof BilibiliUnreachable;
      if (!sites && !closed.aborted) throw error;
    }
  }

  function launch(job: Job): void {
    const { id } = job;
    if (live.has(id) || closed.aborted) return;
    const controller = new AbortController();
    const signal = AbortSignal.any([controller.signal, closed]);
    async function work(): Promise<void> {
      try {
        await runJob(id, tools, signal);
      } catch (error) {
        return conclude(id, error);
      }
      try {
        const next = await tools.nextPart(id);
        if (next) launch(next);
      } catch (error) {
        onError(id, error);
      }
    }
    const ended = lanes
      .run(jobLaneOf(job), work, signal)
      .catch((error: unknown) => conclude(id, error))
      .catch((error: unknown) => onError(id, error))
      .finally(() => live.delete(id));
    live.set(id, { controller, ended });
  }

  return {
    launch,
    async halt(id) {
      const working = live.get(id);
      working?.controller.abort(new Stopped());
      await working?.ended;
      return working !== undefined;
    },
    async ended() {
      await Promise.all([...live.values()].map(({ ended }) => ended));
    },
  };
}
