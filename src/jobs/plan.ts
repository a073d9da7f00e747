import { defaultGroup, type RelationSide } from '../api/index.ts';
import { chunks } from '../chunks.ts';
import type { JobAction, JobTask, SkipReason } from './job.ts';
import { peoplePerWrite, skipReason, sparesSpecialFollows } from './rules-of-each-action.ts';

/** Most people in one job record, and in a typed message. Larger jobs become a chain. */
export const mostPeople = 1000;

/** Most people in one request: several times the longest list that Bilibili shows. */
export const mostRequested = 20_000;

/** Most names stored with a plan; others are read when they are shown. */
export const mostNames = 2000;

/** A person in a job request. */
export interface JobPerson {
  mid: number;
  /** Shown in the preview, if known; hostile text. */
  name?: string;
  /** With `follow`: the groups to put them into. */
  groups?: readonly number[];
}

/** A requested job as the user gave it: in any order, perhaps with repeated people. */
export interface JobRequest {
  action: JobAction;
  /** With `group`: the groups to move from and to. */
  shift?: NonNullable<JobTask['shift']>;
  people: readonly JobPerson[];
  /** Unfollow or block special follows too. */
  withSpecial?: boolean;
}

/** What {@link makePlan} needs to know about the account. */
export interface Knowledge {
  /** The account itself. */
  self: number;
  /** The account's own side of the relation to each person. */
  relations: ReadonlyMap<number, RelationSide>;
  /** All special follows. */
  special: ReadonlySet<number>;
}

/**
 * What a job would do, to be previewed before it starts. Its duration is forecast separately, since that
 * changes by the hour.
 */
export interface PlannedWork {
  action: JobAction;
  shift?: NonNullable<JobTask['shift']>;
  withSpecial: boolean;
  /** The people of each write, in order. */
  steps: readonly (readonly number[])[];
  /** People who are skipped, by reason; each once. */
  skipped: Readonly<Record<SkipReason, readonly number[]>>;
  /** With `follow`: groups to put people into, by mid. */
  groups: Readonly<Record<string, readonly number[]>>;
  /** Known names by mid; hostile text. */
  names: Readonly<Record<string, string>>;
}

/** A request names too many people. Thrown before anything is sent to Bilibili. */
export class TooManyPeople extends RangeError {
  override name = 'TooManyPeople';
  readonly count: number;
  readonly most: number;

  constructor(count: number, most: number) {
    super(`${count} people are more than ${most}`);
    this.count = count;
    this.most = most;
  }
}

/**
 * The people of a request in their order, each once; the last mention counts.
 * @throws TooManyPeople
 */
export function eachPersonOnce(people: readonly JobPerson[]): Map<number, JobPerson> {
  const once = new Map<number, JobPerson>();
  for (const person of people) once.set(person.mid, { ...once.get(person.mid), ...person });
  if (once.size > mostRequested) throw new TooManyPeople(once.size, mostRequested);
  return once;
}

/**
 * Makes the plan of a request. Pure: the same input gives the same plan.
 * @throws TooManyPeople
 */
export function makePlan(
  { action, shift, people, withSpecial = false }: JobRequest,
  known: Knowledge,
): PlannedWork {
  const once = eachPersonOnce(people);
  const todo: number[] = [];
  const skipped: Record<SkipReason, number[]> = {
    self: [],
    already: [],
    blocked: [],
    special: [],
    notFollowed: [],
  };
  const isSpecial = (mid: number) => known.special.has(mid) || known.relations.get(mid)?.special === true;
  const task: JobTask = { action, ...(shift && { shift }) };
  for (const mid of once.keys()) {
    const skip =
      mid === known.self
        ? 'self'
        : (skipReason(task, known.relations.get(mid)) ??
          (!withSpecial && sparesSpecialFollows(action) && isSpecial(mid) ? 'special' : undefined));
    (skip ? skipped[skip] : todo).push(mid);
  }
  const grouped = action === 'follow' ? todo.filter((mid) => once.get(mid)?.groups?.some(isGroup)) : [];
  const named = [...todo, ...skipped.special].flatMap((mid) => {
    const name = once.get(mid)?.name;
    return name === undefined ? [] : [[mid, name] as const];
  });
  return {
    ...task,
    withSpecial,
    steps: chunks(todo, peoplePerWrite(action)),
    skipped,
    groups: Object.fromEntries(
      grouped.map((mid) => [mid, [...new Set(once.get(mid)?.groups?.filter(isGroup))]]),
    ),
    names: Object.fromEntries(named.slice(0, mostNames)),
  };
}

/** The plan of a job that only checks people, one by one. */
export function plannedCheck(mids: readonly number[]): PlannedWork {
  return {
    action: 'check',
    withSpecial: false,
    steps: chunks(mids, peoplePerWrite('check')),
    skipped: { self: [], already: [], blocked: [], special: [], notFollowed: [] },
    groups: {},
    names: {},
  };
}

/** All people a plan writes for, in order. */
export function plannedPeople({ steps }: Pick<PlannedWork, 'steps'>): number[] {
  return steps.flat();
}

/** The default group means being in no group. */
function isGroup(tagid: number): boolean {
  return tagid !== defaultGroup;
}
