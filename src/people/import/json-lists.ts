import { isDigits } from '../../text/character-classes.ts';
import { type Interruptible, stepsBetweenYields } from '../../text/interruptible-work.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import { fieldKind, listKind } from './field-kinds.ts';
import { type JsonTable, jsonTableOf } from './json-tables.ts';
import { parseJson } from './parse-json.ts';
import {
  type GroupNames,
  isCertainPerson,
  isKnownByIdAlone,
  isObject,
  isPerson,
  type JsonObject,
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
  const single = new Map<string, unknown[]>();
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
    if (entries !== undefined && holdsPeople(entries, path)) {
      lists.push({ path, entries, isDoubtful: isDoubtful(entries, path) });
      continue;
    }
    if (entries !== undefined) noteGroups(entries, groupNames);
    isListEmpty ||= entries?.length === 0 && namesPeople(path);
    const isSingle =
      !place.isOfPerson && isObject(value) && isCertainPerson(value) && !ofOneself.test(lastKey(path));
    if (isSingle)
      single
        .set(path, single.get(path) ?? [])
        .get(path)
        ?.push(value);
    waiting.push(...childrenOf(place, isSingle));
  }
  const isOfSingle = lists.length === 0 && tables.length === 0 && groupNames.size === 0 && !isListEmpty;
  return {
    lists: isOfSingle ? listsOfSingle(single) : lists,
    tables,
    groupNames,
  };
}

/** Single people by where they stand; in different places may be the same one. */
function listsOfSingle(single: ReadonlyMap<string, readonly unknown[]>): JsonList[] {
  const lists = [...single].map(([path, entries]) => ({ path, entries }));
  const people = new Set(
    lists.slice(0, sample).flatMap(({ entries }) =>
      entries.slice(0, sample).map((entry) => {
        const { person } = readEntry(entry, new Map());
        return person?.kind === 'person' ? person.mid : 0;
      }),
    ),
  );
  return people.size === 1 ? lists.slice(0, 1) : lists;
}

interface Place {
  value: unknown;
  path: string;
  /** How many texts it is in. */
  texts: number;
  /** What is said of a person names others, not them. */
  isOfPerson?: boolean;
}

/** Whose account wrote the text. */
const ofOneself = /^(?:account|self|me|login|viewer|current_?user|export(?:er|edby))$/iu;

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

/** How many entries of a list are looked at to tell what is in it. */
const sample = 50;
const mostChildren = 1000;

function entriesOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.slice(0, sample).every((key) => isNameOfUid(key, value[key])))
    return keys.map((name) => ({ name, mid: value[name] }));
  if (areNamesOfPeople(keys, value)) return keys.map((name) => ({ name, ...Object(value[name]) }));
  if (keys.length === 0 || !keys.slice(0, sample).every(isDigits)) return undefined;
  // `{ "1": …, "2": … }` counts its entries.
  const first = Number(keys[0]);
  if (keys.length > 1 && first <= 1 && keys.every((key, index) => Number(key) === first + index))
    return Object.values(value);
  return keys.map((mid) => {
    const inner = value[mid];
    if (typeof inner === 'string') return { mid, name: inner };
    return isObject(inner) ? { mid, ...inner } : { mid };
  });
}

/** Whether a key is a name with the UID of its bearer: `{ "甲": 701003 }`, and not a figure's. */
function isNameOfUid(key: string, value: unknown): boolean {
  return isName(key) && isLongUid(value);
}

function isName(key: string): boolean {
  if (!/\p{Script=Han}/u.test(key.slice(0, 40)) || /[数量率间期次度值号目计额隔]$/u.test(key)) return false;
  return fieldKind(key) === undefined;
}

function isLongUid(value: unknown): boolean {
  const { person } = readEntry(isObject(value) ? undefined : value, new Map());
  return person?.kind === 'person' && person.mid >= fewestForName;
}

/** `{ "甲": { "uid": 701003 } }`; of two keys that are no names, such as `relation` and `be_relation`, each may be another thing. */
function areNamesOfPeople(keys: readonly string[], value: JsonObject): boolean {
  const looked = keys.slice(0, sample);
  const areNames = looked.every(isName) || keys.length > 2;
  return (
    keys.length > 0 &&
    areNames &&
    looked.every((key) => {
      const inner = value[key];
      return isObject(inner) && isCertainPerson(inner);
    })
  );
}

/** A smaller number behind a word in JSON may be a count or a setting. */
const fewestForName = 10_000;

/** Whether entries have no more than an `id`, and that only counts them: 1, 2, 3. */
export function areNumbered(entries: readonly unknown[]): boolean {
  const objects = entries.slice(0, sample).filter(isObject);
  const first = Number(objects[0]?.id);
  return (
    objects.length > 1 &&
    first <= 1 &&
    objects.every((entry, index) => isKnownByIdAlone(entry) && Number(entry.id) === first + index)
  );
}

const ofPeople =
  /user|member|people|person|friend|author|account|(?:^|_)ups?(?:_|list|$)|^(?:data|items|results?|records|rows)$/iu;

function isDoubtful(entries: readonly unknown[], path: string): boolean {
  if (namesPeople(path) || ofPeople.test(lastKey(path))) return false;
  const objects = entries.slice(0, sample).filter(isObject);
  if (isName(lastKey(path))) return true;
  return objects.length > 0 && objects.every(isKnownByIdAlone);
}

function holdsPeople(entries: readonly unknown[], path: string): boolean {
  const looked = entries.slice(0, sample);
  if (looked.some((entry) => isObject(entry) && isPerson(entry))) return !areNumbered(entries);
  if (namesPeople(path) || namesUids(lastKey(path)))
    return looked.some((entry) => !isObject(entry) && readEntry(entry, new Map()).person !== undefined);
  // `{ "音乐": [701003] }`: a group, or anything else.
  return looked.length > 0 && isName(lastKey(path)) && looked.every(isLongUid);
}

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Whether nothing is above a list, or a word for people. */
function namesPeople(path: string): boolean {
  const last = lastKey(path);
  return path === '' || listNames.has(last) || listKind(last) !== undefined;
}

/** `uids`, `mids`, `blackUids`. */
function namesUids(key: string): boolean {
  return fieldKind(key.endsWith('s') ? key.slice(0, -1) : key) === 'mid' || /[a-z]Uids?$/u.test(key);
}

const listNames = new Set([
  'users',
  'ups',
  'members',
  'people',
  'list',
  'following',
  'followings',
  'follows',
  'fans',
  'followers',
  'blacks',
  'blacklist',
]);

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
