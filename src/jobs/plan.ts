import { defaultGroup, type RelationSide } from '../api/index.ts';
import { chunks } from '../people/read-relations.ts';
import { peoplePerWrite, skipReason, sparesSpecialFollows } from './action-policy.ts';
import type { JobAction, Skip, Task } from './job.ts';

/** The most people of one job. More go as several, one after another; a typed message may not name more. */
export const mostPeople = 1000;

/** The most people one request may be for: several times what any list of the site holds. */
export const mostRequested = 20_000;

/** The most names that are kept with planned work; the others are read when they are shown. */
export const mostNames = 2000;

/** Somebody a job is wanted for. */
export interface JobPerson {
  mid: number;
  /** For the preview, when it is known; hostile text. */
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
}

/** What a job would do, to be shown before it is started. How long that takes is forecast apart: it changes by the hour. */
export interface PlannedWork {
  action: JobAction;
  shift?: NonNullable<Task['shift']>;
  withSpecial: boolean;
  /** Who is written for, in this order, and who together. */
  steps: readonly (readonly number[])[];
  /** Who is left out, by reason; each once. */
  skipped: Readonly<Record<Skip, readonly number[]>>;
  /** After a follow: groups to put people into, by mid. */
  groups: Readonly<Record<string, readonly number[]>>;
  /** Names by mid, as far as they were known; hostile text. */
  names: Readonly<Record<string, string>>;
}

/** Too many people for one request; nothing was asked of the site. */
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

/** The people of a request in the order written, each once; what was said last of them counts. @throws TooManyPeople */
export function eachPersonOnce(people: readonly JobPerson[]): Map<number, JobPerson> {
  const once = new Map<number, JobPerson>();
  for (const person of people) once.set(person.mid, { ...once.get(person.mid), ...person });
  if (once.size > mostRequested) throw new TooManyPeople(once.size, mostRequested);
  return once;
}

/** Works out a plan. Pure: the same request and knowledge make the same plan. @throws TooManyPeople */
export function makePlan(
  { action, shift, people, withSpecial = false }: JobRequest,
  known: Knowledge,
): PlannedWork {
  const once = eachPersonOnce(people);
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

/** Work that only looks at people, one by one. */
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

/** The people planned work writes for, in order. */
export function plannedPeople({ steps }: Pick<PlannedWork, 'steps'>): number[] {
  return steps.flat();
}

/** The default group is being in none. */
function isGroup(tagid: number): boolean {
  return tagid !== defaultGroup;
}
