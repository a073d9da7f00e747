import { BilibiliRefused, defaultGroup, type RelationSide, type Session } from '../api/index.ts';
import { isLost } from '../people/lost-answer.ts';
import { mostChanged, readRelations } from '../people/read-relations.ts';
import type { JobRecord } from '../storage/index.ts';
import { type Failure, mustStopJob } from './job.ts';
import { failureOf } from './write-step.ts';

/** Told, after each write, for whom the groups are settled, and for whom of them that failed. */
export type Grouped = (mids: readonly number[], failures: readonly Failure[]) => Promise<void>;

/**
 * Puts up to 50 people who were followed into their groups, those with the same groups by one call. Groups they are in
 * stay, groups that are gone are left out, and who is in all of theirs is not written for: since that is read first,
 * doing it again after a crash repeats nothing.
 * @throws BilibiliRefused for a reason that stops the job; BilibiliUnreachable when it cannot be read.
 */
export async function addToGroups(
  session: Session,
  job: Pick<JobRecord, 'ungrouped' | 'groups'>,
  tell: Grouped,
  signal: AbortSignal,
): Promise<void> {
  const mids = job.ungrouped.slice(0, mostChanged);
  const relations = await readRelations(session, mids, signal);
  const existing = new Set((await session.groups.list({}, { signal })).map(({ tagid }) => tagid));
  const settled: number[] = [];
  const sets = new Map<string, { tagids: number[]; mids: number[] }>();
  for (const mid of mids) {
    const wanted = (job.groups[mid] ?? []).filter((tagid) => existing.has(tagid));
    const now = groupsNow(relations.get(mid));
    if (wanted.every((tagid) => now.includes(tagid))) {
      settled.push(mid);
      continue;
    }
    const tagids = [...new Set([...now, ...wanted])].sort((a, b) => a - b);
    const same = sets.get(tagids.join()) ?? { tagids, mids: [] };
    same.mids.push(mid);
    sets.set(tagids.join(), same);
  }
  if (settled.length > 0) await tell(settled, []);
  for (const set of sets.values()) await put(session, set, tell, signal);
}

async function put(
  session: Session,
  { tagids, mids }: { tagids: readonly number[]; mids: readonly number[] },
  tell: Grouped,
  signal: AbortSignal,
): Promise<void> {
  try {
    await session.groups.setFor({ fids: [...mids], tagids: [...tagids] }, { signal });
  } catch (error) {
    if (error instanceof BilibiliRefused && mustStopJob(error.reason)) throw error;
    if (isLost(error)) {
      const relations = await readRelations(session, mids, signal);
      const isIn = (mid: number) => tagids.every((tagid) => groupsNow(relations.get(mid)).includes(tagid));
      const failures = mids.filter((mid) => !isIn(mid)).map((mid) => failureOf(mid, error));
      return tell(mids, failures);
    }
    // One of them spoils the call for all: asked one by one, each gets their own answer.
    const [first, ...others] = mids;
    if (first !== undefined && others.length === 0) return tell(mids, [failureOf(first, error)]);
    if (!(error instanceof BilibiliRefused)) throw error;
    for (const mid of mids) await put(session, { tagids, mids: [mid] }, tell, signal);
    return;
  }
  await tell(mids, []);
}

function groupsNow(side: RelationSide | undefined): number[] {
  return side?.tag.filter((tagid) => tagid !== defaultGroup) ?? [];
}
