import { defaultGroup, type RelationSide } from '../api/index.ts';
import { chunks } from '../people/relations.ts';
import {
  mustType,
  type RequestSpacing,
  sparesSpecial,
  standing,
  takesQuota,
  together,
  workingTime,
} from './action-policy.ts';
import type { JobAction, Skip, Task } from './job.ts';

/** The most people one job may be asked for. */
export const mostPeople = 1000;

/** Somebody a job is wanted for. */
export interface JobPerson {
  mid: number;
  /** For the preview, when it is known. */
  name?: string;
  /** After a follow: the groups to put them into. */
  groups?: readonly number[];
}

/** A job that is wanted, as a person wrote it: any order, perhaps the same people twice. */
export interface JobRequest {
  action: JobAction;
  /** With `group`: from where to where. */
  shift?: NonNullable<Task['shift']>;
  people: readonly JobPerson[];
  /** Unfollow and block special follows too. */
  withSpecial?: boolean;
}

/** What must be known for a plan. */
export interface Knowledge {
  /** The account itself. */
  self: number;
  /** One's own side of the relation to each of the people. */
  relations: ReadonlyMap<number, RelationSide>;
  /** All special follows. */
  special: ReadonlySet<number>;
  /** People the account may still write for today, and on a whole day. */
  quota: { left: number; daily: number };
  pace: RequestSpacing;
}

/** What a job would do, to be shown before it is started. */
export interface Plan {
  action: JobAction;
  shift?: NonNullable<Task['shift']>;
  withSpecial: boolean;
  /** Who is written for, in this order, and who together. */
  steps: readonly (readonly number[])[];
  /** How many people that is. */
  count: number;
  /** Who is left out, by reason; each once. */
  skipped: Readonly<Record<Skip, readonly number[]>>;
  /** The first of them, at most five. */
  first: readonly JobPerson[];
  /** How long the work takes, in ms, without the days it waits for quota. */
  milliseconds: number;
  quotaLeft: number;
  /** How many times it waits for the next day's quota; Infinity when there never is any. */
  nights: number;
  /** Whether to ask for the number to be typed. */
  mustType: boolean;
  /** After a follow: groups to put people into, by mid. */
  groups: Readonly<Record<string, readonly number[]>>;
}

/** What of a plan the work itself needs. */
export type PlannedWork = Pick<Plan, 'action' | 'shift' | 'withSpecial' | 'steps' | 'skipped' | 'groups'>;

/** Too many people for one job; nothing was asked of the site. */
export class TooManyPeople extends RangeError {
  override name = 'TooManyPeople';
  readonly count: number;

  constructor(count: number) {
    super(`${count} people are more than the ${mostPeople} of one job`);
    this.count = count;
  }
}

/** The people of a wish in the order written, each once; what was said last of them counts. @throws TooManyPeople */
export function eachOnce(people: readonly JobPerson[]): Map<number, JobPerson> {
  const once = new Map<number, JobPerson>();
  for (const person of people) once.set(person.mid, { ...once.get(person.mid), ...person });
  if (once.size > mostPeople) throw new TooManyPeople(once.size);
  return once;
}

/** Works out a plan. Pure: the same wish and knowledge make the same plan. @throws TooManyPeople */
export function makePlan({ action, shift, people, withSpecial = false }: JobRequest, known: Knowledge): Plan {
  const once = eachOnce(people);
  const todo: number[] = [];
  const skipped: Record<Skip, number[]> = {
    self: [],
    already: [],
    blocked: [],
    special: [],
    notFollowed: [],
  };
  const isSpecial = (mid: number) => known.special.has(mid) || known.relations.get(mid)?.special === true;
  const task: Task = { action, ...(shift && { shift }) };
  for (const mid of once.keys()) {
    const skip =
      mid === known.self
        ? 'self'
        : (standing(task, known.relations.get(mid)) ??
          (!withSpecial && sparesSpecial(action) && isSpecial(mid) ? 'special' : undefined));
    (skip ? skipped[skip] : todo).push(mid);
  }
  const grouped = action === 'follow' ? todo.filter((mid) => once.get(mid)?.groups?.some(isGroup)) : [];
  const { left, daily } = known.quota;
  const days = takesQuota(action) ? Math.ceil((todo.length - left) / daily) : 0;
  return {
    ...task,
    withSpecial,
    steps: chunks(todo, together(action)),
    count: todo.length,
    skipped,
    first: todo.slice(0, 5).map((mid) => once.get(mid) ?? { mid }),
    milliseconds: workingTime(action, todo.length, known.pace),
    quotaLeft: left,
    nights: todo.length <= left ? 0 : days,
    mustType: mustType(action, todo.length),
    groups: Object.fromEntries(
      grouped.map((mid) => [mid, [...new Set(once.get(mid)?.groups?.filter(isGroup))]]),
    ),
  };
}

/** The default group is being in none. */
function isGroup(tagid: number): boolean {
  return tagid !== defaultGroup;
}
