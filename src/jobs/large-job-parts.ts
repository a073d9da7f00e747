import { chunks } from '../chunks.ts';
import type { JobRecord } from '../storage/index.ts';
import type { Job } from './job.ts';
import { mostPeople } from './plan.ts';

/**
 * A job on more people than one record holds is a chain: job records of at most {@link mostPeople} with
 * consecutive ids. A part starts when the one before it is done, so a part that stops, rests or fails holds
 * up the rest. Outside of this folder a chain is one job, under the id of its first part.
 */

/** The id of the chain a job belongs to; its own id when it is not in a chain. */
export function wholeJobId({ id, chain }: Job): number {
  return chain?.first ?? id;
}

/** The current part; the last one when all are done. */
export function currentPart(parts: readonly Job[]): Job | undefined {
  return parts.find(({ state }) => state !== 'done') ?? parts.at(-1);
}

/** Combines the parts of a chain into one job, in the state of the current part. */
export function combineParts(parts: readonly Job[]): Job | undefined {
  const [first, ...others] = parts;
  const leading = currentPart(parts);
  if (first === undefined || leading === undefined || others.length === 0) return first;
  const { state, doubt, why, until, endedAt, untold } = leading;
  const { why: _why, until: _until, endedAt: _endedAt, untold: _untold, doubt: _doubt, ...kept } = first;
  const all = <T>(of: (part: Job) => readonly T[]): T[] => parts.flatMap((part) => [...of(part)]);
  return {
    ...kept,
    state,
    ...(why && { why }),
    ...(until !== undefined && { until }),
    ...(endedAt !== undefined && { endedAt }),
    ...(untold && { untold }),
    ...(doubt && { doubt }),
    todo: all((part) => [...(part === leading ? [] : (part.doubt?.mids ?? [])), ...part.todo]),
    alone: all((part) => part.alone),
    changed: all((part) => part.changed),
    found: all((part) => part.found),
    failures: all((part) => part.failures),
    skipped: {
      self: all((part) => part.skipped.self),
      already: all((part) => part.skipped.already),
      blocked: all((part) => part.skipped.blocked),
      special: all((part) => part.skipped.special),
      notFollowed: all((part) => part.skipped.notFollowed),
    },
    groups: Object.assign({}, ...parts.map((part) => part.groups)),
    ungrouped: all((part) => part.ungrouped),
    groupFailures: all((part) => part.groupFailures),
  };
}

/**
 * Splits a new job into parts of at most {@link mostPeople}; returns it unchanged when it is small enough.
 */
export function splitIntoParts(job: JobRecord): JobRecord[] {
  const [own = [], ...others] = chunks(job.todo, mostPeople);
  const nobody = { self: [], already: [], blocked: [], special: [], notFollowed: [] };
  const groupsOf = (mids: readonly number[]) =>
    Object.fromEntries(mids.flatMap((mid) => (job.groups[mid] ? [[mid, job.groups[mid]]] : [])));
  return [
    { ...job, todo: own, groups: groupsOf([...own, ...job.ungrouped]) },
    ...others.map((todo) => ({ ...job, todo, groups: groupsOf(todo), ungrouped: [], skipped: nobody })),
  ];
}

/** Groups parts by chain, in order; `orphans` are parts whose first one was never stored. */
export function groupPartsByJob(jobs: readonly Job[]): { wholes: Job[][]; orphans: Job[] } {
  const wholes: Job[][] = [];
  const orphans: Job[] = [];
  for (const parts of Map.groupBy(jobs, wholeJobId).values()) {
    parts.sort((a, b) => a.id - b.id);
    const [first] = parts;
    if (first && first.id === wholeJobId(first)) wholes.push(parts);
    else orphans.push(...parts);
  }
  return { wholes, orphans };
}
