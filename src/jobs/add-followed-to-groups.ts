import { BilibiliRefused, defaultGroup, type RelationSide, type Session } from '../api/index.ts';
import { isLost } from '../people/lost-answer.ts';
import { mostChanged, readRelations } from '../people/read-relations.ts';
import type { JobRecord } from '../storage/index.ts';
import { type Failure, mustStopJob } from './job.ts';
import { failureOf } from './write-step.ts';

/** Called after each write with the people whose groups are done, and the failures among them. */
export type OnGrouped = (mids: readonly number[], failures: readonly Failure[]) => Promise<void>;

/**
 * Puts up to 50 followed people into the groups their job names, with one call for all who get the same
 * groups. Groups they are already in stay; groups that no longer exist are skipped. Current groups are read
 * first and people already in all of theirs are not written for, so a repeat after a crash changes nothing
 * twice.
 * @throws BilibiliRefused for a reason that stops the job; BilibiliUnreachable when the groups cannot be
 *   read.
 */
export async function addFollowedToGroups(
  session: Session,
  job: Pick<JobRecord, 'ungrouped' | 'groups'>,
  tell: OnGrouped,
  signal: AbortSignal,
): Promise<void> {
  const mids = job.ungrouped.slice(0, mostChanged);
  const relations = await readRelations(session, mids, signal);
  const existing = new Set((await session.groups.list({}, { signal })).map(({ tagid }) => tagid));
  const settled: number[] = [];
  const sets = new Map<string, { tagids: number[]; mids: number[] }>();
  for (const mid of mids) {
    const wanted = (job.groups[mid] ?? []).filter((tagid) => existing.has(tagid));
    const now = currentGroups(relations.get(mid));
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
  for (const set of sets.values()) await setGroups(session, set, tell, signal);
}

async function setGroups(
  session: Session,
  { tagids, mids }: { tagids: readonly number[]; mids: readonly number[] },
  tell: OnGrouped,
  signal: AbortSignal,
): Promise<void> {
  try {
    await session.groups.setFor({ fids: [...mids], tagids: [...tagids] }, { signal });
  } catch (error) {
    if (error instanceof BilibiliRefused && mustStopJob(error.reason)) throw error;
    if (isLost(error)) {
      const relations = await readRelations(session, mids, signal);
      const isIn = (mid: number) =>
        tagids.every((tagid) => currentGroups(relations.get(mid)).includes(tagid));
      const failures = mids.filter((mid) => !isIn(mid)).map((mid) => failureOf(mid, error));
      return tell(mids, failures);
    }
    // One person can make the whole call fail, so each is tried separately.
    const [first, ...others] = mids;
    if (first !== undefined && others.length === 0) return tell(mids, [failureOf(first, error)]);
    if (!(error instanceof BilibiliRefused)) throw error;
    for (const mid of mids) await setGroups(session, { tagids, mids: [mid] }, tell, signal);
    return;
  }
  await tell(mids, []);
}

function currentGroups(side: RelationSide | undefined): number[] {
  return side?.tag.filter((tagid) => tagid !== defaultGroup) ?? [];
}
