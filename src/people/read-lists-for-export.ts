import {
  BilibiliRefused,
  BilibiliUnreachable,
  type Group,
  type Page,
  type PeoplePage,
  type Person,
  pages,
  type Session,
} from '../api/index.ts';
import { UnusableList, usableRows } from './fetched-rows.ts';

/** The lists of people that are exported. */
export type PeopleList = 'following' | 'fans' | 'blacks';
/** All that is exported, in the order it is read: the names of the groups are needed for the people. */
export const exported = ['groups', 'following', 'fans', 'blacks'] as const;
/** One of them. */
export type ExportedList = (typeof exported)[number];

/** The site refused a list, could not be reached, or did not say who is in it. */
export type NoAnswer = BilibiliRefused | BilibiliUnreachable | UnusableList;

/** A list of people as the site showed it. */
export interface ReadPeople {
  people: Person[];
  /** How many the site says there are, those it does not show included; `undefined` when it did not say. */
  total: number | undefined;
}

/** All lists of an account. One that could not be read is not here but in `failed`: it is never an empty list. */
export interface AllLists {
  groups?: Group[];
  people: Partial<Record<PeopleList, ReadPeople>>;
  /** What kept each of the missing lists from being read. */
  failed: Partial<Record<ExportedList, NoAnswer>>;
}

/** Told before each list and after each page: what is read, how many people so far, of how many. */
export type OnRead = (list: ExportedList, count: number, total: number | undefined) => Promise<void>;

/** The site shows the newest 1000 fans and no more. */
export const mostFans = 1000;
const pageSize = 50;

/**
 * Reads the account's groups, whom it follows, its fans and its blacklist: one request for each 50 people. A list that
 * fails does not cost the others, but after an expired login or a risk answer the site is asked for nothing more.
 * @throws the signal's reason when it is given up
 */
export async function readAllLists(session: Session, onRead: OnRead, signal: AbortSignal): Promise<AllLists> {
  const everything: AllLists = { people: {}, failed: {} };
  const sources = sourcesOf(session, signal);
  let ended: NoAnswer | undefined;
  for (const list of exported) {
    if (ended !== undefined) {
      everything.failed[list] = ended;
      continue;
    }
    try {
      await onRead(list, 0, undefined);
      if (list === 'groups') everything.groups = await session.groups.list({}, { signal });
      else everything.people[list] = await readPeople(list, sources[list], onRead);
    } catch (error) {
      signal.throwIfAborted();
      if (!isNoAnswer(error)) throw error;
      everything.failed[list] = error;
      if (endsAll(error)) ended = error;
    }
  }
  return everything;
}

interface Source {
  first(): Promise<Page>;
  rest(): AsyncIterable<PeoplePage<Person>>;
}

function sourcesOf({ mid, relations }: Session, signal: AbortSignal): Record<PeopleList, Source> {
  const { followings, followers, blacks } = relations;
  const rest = { ps: pageSize, pn: 2 };
  return {
    following: {
      first: () => followings({ vmid: mid, ps: pageSize }, { signal }),
      rest: () => pages(followings, { vmid: mid, ...rest }, { signal }),
    },
    fans: {
      first: () => followers({ vmid: mid, ps: pageSize }, { signal }),
      rest: () => pages(followers, { vmid: mid, ...rest }, { signal }),
    },
    blacks: {
      first: () => blacks({ ps: pageSize }, { signal }),
      rest: () => pages(blacks, rest, { signal }),
    },
  };
}

/** Whether the list is empty shows only on the first page, so that one is looked at by itself. */
async function readPeople(list: PeopleList, source: Source, onRead: OnRead): Promise<ReadPeople> {
  const first = await source.first();
  const people = new Map(usableRows(first, true).map((person) => [person.mid, person]));
  let { total } = first;
  await onRead(list, people.size, total);
  if (people.size === 0 || (total !== undefined && total <= people.size))
    return { people: [...people.values()], total };
  for await (const page of source.rest()) {
    for (const person of page.people) if (!people.has(person.mid)) people.set(person.mid, person);
    total = page.total ?? total;
    await onRead(list, people.size, total);
    if (total !== undefined && people.size >= total) break;
  }
  return { people: [...people.values()], total };
}

function isNoAnswer(error: unknown): error is NoAnswer {
  return (
    error instanceof BilibiliRefused || error instanceof BilibiliUnreachable || error instanceof UnusableList
  );
}

function endsAll(error: unknown): boolean {
  return error instanceof BilibiliRefused && (error.reason === 'login' || error.reason === 'risk');
}
