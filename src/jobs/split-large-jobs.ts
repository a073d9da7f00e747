import { chunks } from '../people/read-relations.ts';
import type { JobRecord } from '../storage/index.ts';
import type { Job } from './job.ts';
import { mostPeople } from './plan.ts';

/**
 * Work on more people than one job takes is a chain: jobs of at most {@link mostPeople} with numbers that follow each
 * other, each a record of its own. A part begins when the one before it is done, so one that stops, rests or fails keeps
 * the rest from beginning. Outside of this folder a chain is one job, under the number of its first part.
 */

/** The number of the whole that a job is a part of; its own when it is one by itself. */
export function wholeJobId({ id, chain }: Job): number {
  return chain?.first ?? id;
}

/** The part whose turn it is; the last one when all are done. */
export function leadingPart(parts: readonly Job[]): Job | undefined {
  return parts.find(({ state }) => state !== 'done') ?? parts.at(-1);
}

/** All parts as one job, in the state of the leading part. */
export function combineParts(parts: readonly Job[]): Job | undefined {
  const [first, ...others] = parts;
  const leading = leadingPart(parts);
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

/** Cuts a job that nobody has begun into parts of at most {@link mostPeople}; one small enough stays as it is. */
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

/** Puts the parts of each whole together, in their order; `orphans` are parts whose first one was never kept. */
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
