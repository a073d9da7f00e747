import { BilibiliRefused, isSiteFailure } from '../api/index.ts';
import { createKeyedMutex } from '../storage/index.ts';
import type { Job } from './job.ts';
import type { JobRepository } from './job-repository.ts';
import { jobQueueKey } from './rules-of-each-action.ts';
import { NoSession, type RunJobDeps, resolveDoubt, runJob } from './run-job.ts';
import { enterState } from './update-job-records.ts';
import { failureReasonOf } from './write-step.ts';

/** Runs jobs: one writing job at a time per account, several accounts in parallel. */
export interface Workers {
  /** Starts a job once no other job of its queue runs. */
  launch(job: Job): void;
  /** Stops a job before its next write and records that; `false` when it is not running. */
  halt(id: number): Promise<boolean>;
  /** Resolves when no job runs any more, after the signal has aborted. */
  ended(): Promise<void>;
}

/** The user stopped a job. */
class Stopped extends Error {
  override name = 'Stopped';
}

export interface WorkerDeps extends RunJobDeps, Pick<JobRepository, 'get'> {
  /** The next part to start after a part of a chain is done. */
  nextPart(id: number): Promise<Job | undefined>;
}

/**
 * @param closed aborts when the program stops: nothing is recorded then, so that the next start resumes the
 *   jobs
 * @param onError called with defects and store failures
 */
export function createWorkers(
  deps: WorkerDeps,
  closed: AbortSignal,
  onError: (id: number, error: unknown) => void,
): Workers {
  const { change, clock } = deps;
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

  /**
   * The stop may have come between a write and its answer. If the outcome cannot be read now, it is read on
   * resume.
   */
  async function settleIfPossible(id: number): Promise<void> {
    const job = await deps.get(id);
    if (job?.doubt === undefined) return;
    try {
      const session = await deps.sessionOf(job.chat, job.mid);
      if (session) await resolveDoubt(job, session, deps, closed);
    } catch (error) {
      const sites = isSiteFailure(error);
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
        await runJob(id, deps, signal);
      } catch (error) {
        return conclude(id, error);
      }
      try {
        const next = await deps.nextPart(id);
        if (next) launch(next);
      } catch (error) {
        onError(id, error);
      }
    }
    const ended = lanes
      .run(jobQueueKey(job), work, signal)
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
