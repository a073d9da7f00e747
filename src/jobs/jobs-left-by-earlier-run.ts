import type { JobRecord } from '../storage/index.ts';
import { day } from '../time-units.ts';
import { isOngoing, type Job } from './job.ts';
import { currentPart, groupPartsByJob } from './large-job-parts.ts';

/** How long a job is stored after its end, ms. */
const keepFor = 30 * day;

/** Jobs left by an earlier run of the program, by what must be done with them. */
export interface LeftJobs {
  /** To be resumed, in this order. */
  interrupted: Job[];
  /** Ended, but the user was not told. */
  untold: Job[];
  /** To be removed: ended long ago, or parts of a chain that a crash kept from being stored completely. */
  expired: Job[];
}

/** Classifies all stored jobs; `now` in ms since 1970. Of a chain, only the current part is resumed. */
export function classifyLeftJobs(jobs: readonly Job[], now: number): LeftJobs {
  const { wholes, orphans } = groupPartsByJob(jobs);
  const left: LeftJobs = { interrupted: [], untold: [], expired: orphans };
  for (const parts of wholes) {
    const leading = currentPart(parts);
    if (leading === undefined) continue;
    if (isOngoing(leading.state)) left.interrupted.push(leading);
    else if (endOf(leading) < now - keepFor) left.expired.push(...parts);
    else if (leading.untold) left.untold.push(leading);
  }
  // A job that was running goes before queued ones, since it is half done.
  const rank = ({ state }: Job) => (state === 'queued' ? 1 : 0);
  left.interrupted.sort((a, b) => rank(a) - rank(b) || a.id - b.id);
  return left;
}

function endOf({ endedAt, madeAt }: JobRecord): number {
  return endedAt ?? madeAt;
}
