import {
  BilibiliRefused,
  type BilibiliUnreachable,
  type Group,
  isSiteFailure,
  type Page,
  type PeoplePage,
  type Person,
  readPages,
  type Session,
} from '../api/index.ts';
import { UnusableList, usableRows } from './unusable-list.ts';

/** The exported lists of people. */
export type PeopleList = 'following' | 'fans' | 'blacks';
/**
 * All exported lists in the order they are read; the groups come first, since the lists of people need their
 * names.
 */
export const exportedLists = ['groups', 'following', 'fans', 'blacks'] as const;
export type ExportedList = (typeof exportedLists)[number];

/** Why a list could not be read. */
export type NoAnswer = BilibiliRefused | BilibiliUnreachable | UnusableList;

/** A list of people as the site shows it. */
export interface ReadPeople {
  people: Person[];
  /**
   * Size of the list according to the site, with people it does not show; `undefined` when it did not say.
   */
  total: number | undefined;
}

/** All lists of an account. A list that could not be read is in `failed`, never an empty list. */
export interface AllLists {
  groups?: Group[];
  people: Partial<Record<PeopleList, ReadPeople>>;
  /** The error for each list that could not be read. */
  failed: Partial<Record<ExportedList, NoAnswer>>;
}

/**
 * Called before each list and after each page with the number of people read so far, and the total if known.
 */
export type OnRead = (list: ExportedList, count: number, total: number | undefined) => Promise<void>;

/** The site shows only the newest 1000 fans. */
export const mostFans = 1000;
const pageSize = 50;

/**
 * Reads the account's groups, following, fans and blacklist: one request per 50 people. After a list fails
 * the others are still read, except after an expired login or a risk answer.
 * @throws the signal's reason when aborted
 */
export async function readAllLists(session: Session, onRead: OnRead, signal: AbortSignal): Promise<AllLists> {
  const everything: AllLists = { people: {}, failed: {} };
  const sources = sourcesOf(session, signal);
  let ended: NoAnswer | undefined;
  for (const list of exportedLists) {
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
      if (concernsAllLists(error)) ended = error;
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
      rest: () => readPages(followings, { vmid: mid, ...rest }, { signal }),
    },
    fans: {
      first: () => followers({ vmid: mid, ps: pageSize }, { signal }),
      rest: () => readPages(followers, { vmid: mid, ...rest }, { signal }),
    },
    blacks: {
      first: () => blacks({ ps: pageSize }, { signal }),
      rest: () => readPages(blacks, rest, { signal }),
    },
  };
}

/** Reads one list. The first page is checked alone, since only it can show that the list is empty. */
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
  return isSiteFailure(error) || error instanceof UnusableList;
}

function concernsAllLists(error: unknown): boolean {
  return error instanceof BilibiliRefused && (error.reason === 'login' || error.reason === 'risk');
}
