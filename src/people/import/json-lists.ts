import { type Interruptible, stepsBetweenYields } from '../../text/interruptible-work.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import {
  entriesOf,
  isDoubtful,
  isListOfPeople,
  lastKey,
  namesPeople,
  ofPeople,
} from './is-json-list-of-people.ts';
import { type JsonTable, jsonTableOf } from './json-tables.ts';
import { parseJson } from './parse-json.ts';
import {
  type GroupNames,
  isCertainPerson,
  isObject,
  isPerson,
  readEntry,
  tagidOf,
} from './person-in-json-entry.ts';

/** A list in a JSON text that people may be in. */
export interface JsonList {
  /** The keys that lead to it, joined by dots; empty for the text's own list. */
  path: string;
  entries: readonly unknown[];
  /** Its entries say who they are by no more than an `id`, and its key does not say that they are people. */
  isDoubtful?: boolean;
}

/** What may hold people in a JSON text. */
export interface JsonPeople {
  lists: JsonList[];
  tables: JsonTable[];
  groupNames: GroupNames;
}

/** JSON that another JSON holds as a text is read too, so many times. */
const deepestText = 3;

/**
 * The lists of a JSON text whose entries are people, its tables, and the names that it gives to groups. An object whose keys are
 * UIDs or names is such a list too. Lists of bare numbers count only where nothing is above them, or a key says they are people.
 * Where there is no list, single people are one: those in the same place of several objects.
 */
export function* listsIn(roots: readonly unknown[]): Interruptible<JsonPeople> {
  const lists: JsonList[] = [];
  const tables: JsonTable[] = [];
  const groupNames = new Map<number, string>();
  const single: SinglePerson[] = [];
  let isListEmpty = false;
  const [only] = roots;
  const waiting: Place[] = [{ value: roots.length === 1 ? only : roots, path: '', texts: 0 }];
  for (let steps = 0; waiting.length > 0; steps += 1) {
    if (steps % stepsBetweenYields === 0) yield;
    const place = waiting.pop();
    if (place === undefined) break;
    const { value, path } = place;
    if (typeof value === 'string') {
      const inner = place.texts < deepestText && holdsJson(value) ? yield* parsed(value) : undefined;
      if (inner !== undefined) waiting.push({ value: inner, path, texts: place.texts + 1 });
      continue;
    }
    const table = jsonTableOf(value, path);
    if (table !== undefined) {
      tables.push(table);
      continue;
    }
    const entries = entriesOf(value);
    if (entries !== undefined && isListOfPeople(entries, path)) {
      lists.push({ path, entries, isDoubtful: isDoubtful(entries, path) });
      continue;
    }
    if (entries !== undefined) noteGroups(entries, groupNames);
    isListEmpty ||= entries?.length === 0 && namesPeople(path);
    const isSingle = !place.isOfPerson && isSinglePerson(value, lastKey(path));
    if (isSingle) single.push({ path, entry: value });
    waiting.push(...childrenOf(place, isSingle));
  }
  const isOfSingle = lists.length === 0 && tables.length === 0 && groupNames.size === 0 && !isListEmpty;
  return { lists: isOfSingle ? listsOfSingle(single) : lists, tables, groupNames };
}

interface SinglePerson {
  path: string;
  entry: unknown;
}

/** Single people by where they stand; in different places may be the same one. */
function listsOfSingle(single: readonly SinglePerson[]): JsonList[] {
  const mids = single.map(({ entry }) => {
    const { person } = readEntry(entry, new Map());
    return person?.kind === 'person' ? person.mid : 0;
  });
  const different = new Set(mids).size === 1 ? single.slice(0, 1) : single;
  return [...Map.groupBy(different, ({ path }) => path)].map(([path, all]) => ({
    path,
    entries: all.map(({ entry }) => entry),
  }));
}

/** Whether an object is somebody, and not whose account wrote the text. */
function isSinglePerson(value: unknown, key: string): boolean {
  if (!isObject(value) || ofOneself.test(key)) return false;
  return isCertainPerson(value) || (ofPeople.test(key) && isPerson(value));
}

const ofOneself = /^(?:account|self|me|login|viewer|current_?user|export(?:er|edby))$/iu;

interface Place {
  value: unknown;
  path: string;
  /** How many texts it is in. */
  texts: number;
  /** What is said of a person names others, not them. */
  isOfPerson?: boolean;
}

function holdsJson(text: string): boolean {
  return /^\s{0,8}(?:\[\s{0,8}[[{"'\d]|\{\s{0,8}["'])/u.test(text.slice(0, 20));
}

function* parsed(text: string): Interruptible<unknown> {
  try {
    const roots = yield* parseJson(text);
    return roots.length === 1 ? roots[0] : roots;
  } catch (error) {
    if (error instanceof UnreadableFile) return undefined;
    throw error;
  }
}

const mostChildren = 1000;

/** Keeps the names of groups that stand in a list. */
function noteGroups(entries: readonly unknown[], groupNames: Map<number, string>): void {
  for (const entry of entries.slice(0, mostChildren)) {
    if (!isObject(entry)) continue;
    const tagid = tagidOf(entry.tagid ?? entry.tag_id);
    const name = entry.name ?? entry.tag_name;
    if (tagid !== undefined && typeof name === 'string') groupNames.set(tagid, name);
  }
}

function childrenOf({ value, path, texts, isOfPerson = false }: Place, isPerson: boolean): Place[] {
  const inner = { texts, isOfPerson: isOfPerson || isPerson };
  if (Array.isArray(value))
    return value
      .slice(0, mostChildren)
      .map((child) => ({ value: child, path, ...inner }))
      .toReversed();
  if (!isObject(value)) return [];
  return Object.keys(value)
    .slice(0, mostChildren)
    .map((key) => ({ value: value[key], path: path === '' ? key : `${path}.${key.slice(0, 40)}`, ...inner }))
    .toReversed();
}
