import { followsOpenly, type RelationSide } from '../api/index.ts';
import { requestsPerCheck } from '../people/check-if-dormant.ts';
import { mostChanged, mostRead } from '../people/read-relations.ts';
import { isAlreadyDone } from './already-done.ts';
import type { JobAction, JobTask } from './job.ts';

/** Minimum spacing between the requests of one session: after a read, after a write; ms. */
export interface RequestSpacing {
  read: number;
  write: number;
}

/**
 * Most people in one write request: follow, block and group have batch endpoints, the rest take one person.
 */
export function peoplePerWrite(action: JobAction): number {
  return action === 'follow' || action === 'block' || action === 'group' ? mostChanged : 1;
}

/**
 * Whether each person of a job counts against the day's quota; changing groups and checking people do not.
 */
export function countsAgainstQuota(action: JobAction): boolean {
  return action !== 'group' && action !== 'check';
}

/**
 * The key of the queue a job waits in: one per account for jobs that write, and a separate one for checks,
 * which only read.
 */
export function jobQueueKey({ mid, action }: { mid: number; action: JobAction }): string {
  return action === 'check' ? `${mid} reads` : String(mid);
}

/** Whether an action skips special follows unless the request includes them. */
export function sparesSpecialFollows(action: JobAction): boolean {
  return action === 'unfollow' || action === 'block';
}

/**
 * Whether the user must type the number of people to confirm: when more than 50 are unfollowed, blocked or
 * removed.
 */
export function needsTypedCount(action: JobAction, count: number): boolean {
  return count > 50 && (action === 'unfollow' || action === 'block' || action === 'kick');
}

/**
 * The action that undoes `action`; `undefined` where there is none: a removed fan or a quiet follow cannot be
 * restored.
 */
export function oppositeAction(action: JobAction): JobAction | undefined {
  return opposites[action];
}

const opposites: Partial<Record<JobAction, JobAction>> = {
  follow: 'unfollow',
  unfollow: 'follow',
  block: 'unblock',
  unblock: 'block',
};

/**
 * Why a person is skipped, judged by the account's own side of the relation; `undefined` when there is
 * something to do.
 */
export function skipReason(
  task: JobTask,
  side: RelationSide | undefined,
): 'already' | 'blocked' | 'notFollowed' | undefined {
  if (side === undefined) return undefined;
  const { relation } = side;
  const { action } = task;
  // Whether they follow the account is not read here. But a followed person who is not mutual does not follow
  // it, nor does a blocked one.
  if (action === 'kick') return relation === 'following' || relation === 'blocked' ? 'already' : undefined;
  if (action === 'group' && !followsOpenly(relation)) return 'notFollowed';
  if (isAlreadyDone(task, side)) return 'already';
  return action === 'follow' && relation === 'blocked' ? 'blocked' : undefined;
}

/** Usual response time of Bilibili, ms. */
const answerTime = 250;

/**
 * Estimated time to write for `count` people, ms. Writes are spaced by `pace`, and relations are read before
 * them. A check consists of reads only.
 */
export function workingTime(action: JobAction, count: number, pace: RequestSpacing): number {
  if (action === 'check') return count * requestsPerCheck * (pace.read + answerTime);
  const writes = Math.ceil(count / peoplePerWrite(action));
  const ahead = Math.max(peoplePerWrite(action), mostRead);
  const reads =
    Math.floor(count / ahead) * Math.ceil(ahead / mostRead) + Math.ceil((count % ahead) / mostRead);
  return writes * (Math.max(pace.write, pace.read) + answerTime) + reads * (pace.read + answerTime);
}
