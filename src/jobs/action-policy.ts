import { followsOpenly, type RelationSide } from '../api/index.ts';
import { requestsPerCheck } from '../people/person-check.ts';
import { mostChanged, mostRead } from '../people/read-relations.ts';
import { isAlreadyDone } from './already-done.ts';
import type { JobAction, Task } from './job.ts';

/** The api's spacing between the requests of a session: after a read, after a write; ms. */
export interface RequestSpacing {
  read: number;
  write: number;
}

/** How many people one write is for: follow and block go by the batch call, groups by fifty, the rest one by one. */
export function peoplePerWrite(action: JobAction): number {
  return action === 'follow' || action === 'block' || action === 'group' ? mostChanged : 1;
}

/** Whether people a job is for count against the day's quota: putting them into groups, or looking at them, does not. */
export function countsAgainstQuota(action: JobAction): boolean {
  return action !== 'group' && action !== 'check';
}

/** Which jobs wait for each other: those of one account that write. Those that only read go on beside them. */
export function jobLaneOf({ mid, action }: { mid: number; action: JobAction }): string {
  return action === 'check' ? `${mid} reads` : String(mid);
}

/** Whether an action leaves special follows out unless they are asked for. */
export function sparesSpecialFollows(action: JobAction): boolean {
  return action === 'unfollow' || action === 'block';
}

/** Whether an action on so many people asks for the number to be typed: it takes more than 50 away. */
export function needsTypedCount(action: JobAction, count: number): boolean {
  return count > 50 && (action === 'unfollow' || action === 'block' || action === 'kick');
}

/** What takes an action back; a removed fan and a quiet follow do not come back by our doing. */
export function oppositeAction(action: JobAction): JobAction | undefined {
  return opposites[action];
}

const opposites: Partial<Record<JobAction, JobAction>> = {
  follow: 'unfollow',
  unfollow: 'follow',
  block: 'unblock',
  unblock: 'block',
};

/** Why nothing is to be done for someone who stands so, as far as the own side tells. */
export function skipReason(
  task: Task,
  side: RelationSide | undefined,
): 'already' | 'blocked' | 'notFollowed' | undefined {
  if (side === undefined) return undefined;
  const { relation } = side;
  const { action } = task;
  // Their side is not known here, but who is followed and not mutual does not follow, nor does who is blocked.
  if (action === 'kick') return relation === 'following' || relation === 'blocked' ? 'already' : undefined;
  if (action === 'group' && !followsOpenly(relation)) return 'notFollowed';
  if (isAlreadyDone(task, side)) return 'already';
  return action === 'follow' && relation === 'blocked' ? 'blocked' : undefined;
}

/** What an answer takes on an ordinary day, ms. */
const answerTime = 250;

/**
 * About how long it takes to write for so many people, in ms: each write keeps its distance from the one before, and
 * the relations to those next are read before. A check is nothing but reads.
 */
export function workingTime(action: JobAction, count: number, pace: RequestSpacing): number {
  if (action === 'check') return count * requestsPerCheck * (pace.read + answerTime);
  const writes = Math.ceil(count / peoplePerWrite(action));
  const ahead = Math.max(peoplePerWrite(action), mostRead);
  const reads =
    Math.floor(count / ahead) * Math.ceil(ahead / mostRead) + Math.ceil((count % ahead) / mostRead);
  return writes * (Math.max(pace.write, pace.read) + answerTime) + reads * (pace.read + answerTime);
}
