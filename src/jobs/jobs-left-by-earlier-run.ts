import type { JobRecord } from '../storage/index.ts';
import { isOngoing, type Job } from './job.ts';
import { groupPartsByJob, leadingPart } from './split-large-jobs.ts';

/** How long a job is kept after it ended, ms. */
const keepFor = 30 * 24 * 60 * 60 * 1000;

/** What is to be done about the jobs that an earlier run of the program left. */
export interface LeftJobs {
  /** To be taken up again, in this order. */
  interrupted: Job[];
  /** Ended, and nobody was told. */
  untold: Job[];
  /** To be removed: ended long ago, or parts of a chain that a crash kept from being kept whole. */
  expired: Job[];
}

/** Sorts out all kept jobs; `now` in ms since 1970. Of a chain only the part whose turn it is goes on. */
export function sortLeftJobs(jobs: readonly Job[], now: number): LeftJobs {
  const { wholes, orphans } = groupPartsByJob(jobs);
  const left: LeftJobs = { interrupted: [], untold: [], expired: orphans };
  for (const parts of wholes) {
    const leading = leadingPart(parts);
    if (leading === undefined) continue;
    if (isOngoing(leading.state)) left.interrupted.push(leading);
    else if (endOf(leading) < now - keepFor) left.expired.push(...parts);
    else if (leading.untold) left.untold.push(leading);
  }
  // The one that was at work goes first: it is in the middle.
  const rank = ({ state }: Job) => (state === 'queued' ? 1 : 0);
  left.interrupted.sort((a, b) => rank(a) - rank(b) || a.id - b.id);
  return left;
}

function endOf({ endedAt, madeAt }: JobRecord): number {
  return endedAt ?? madeAt;
}
