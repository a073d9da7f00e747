import { isDigits } from '../../text/character-classes.ts';
import { type Interruptible, stepsBetweenYields } from '../../text/interruptible-work.ts';
import { fieldKind, listKind } from './field-kinds.ts';
import { type JsonTable, jsonTableOf } from './json-tables.ts';
import {
  type GroupNames,
  isKnownByIdAlone,
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

/**
 * The lists of a JSON text whose entries are people, its tables, and the names that it gives to groups. An object whose keys are UIDs
 * is such a list too. Lists of bare numbers count only where nothing is above them, or a key says they are people.
 */
export function* listsIn(
  roots: readonly unknown[],
): Interruptible<{ lists: JsonList[]; tables: JsonTable[]; groupNames: GroupNames }> {
  const lists: JsonList[] = [];
  const tables: JsonTable[] = [];
  const groupNames = new Map<number, string>();
  const [only] = roots;
  const waiting: { value: unknown; path: string }[] = [
    { value: roots.length === 1 ? only : roots, path: '' },
  ];
  for (let steps = 0; waiting.length > 0; steps += 1) {
    if (steps % stepsBetweenYields === 0) yield;
    const { value, path } = waiting.pop() ?? { value: undefined, path: '' };
    const table = jsonTableOf(value, path);
    if (table !== undefined) {
      tables.push(table);
      continue;
    }
    const entries = entriesOf(value);
    if (entries !== undefined && holdsPeople(entries, path))
      lists.push({ path, entries, isDoubtful: isDoubtful(entries, path) });
    else if (entries !== undefined && noteGroups(entries, groupNames)) continue;
    else waiting.push(...childrenOf(value, path));
  }
  return { lists, tables, groupNames };
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
  if (!/\p{Script=Han}/u.test(key.slice(0, 40)) || /[数量率间期次度值号目计额]$/u.test(key)) return false;
  const { person } = readEntry(isObject(value) ? undefined : value, new Map());
  return fieldKind(key) === undefined && person?.kind === 'person' && person.mid >= fewestForName;
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
  const last = path.slice(path.lastIndexOf('.') + 1);
  if (path === '' || listNames.has(last) || listKind(last) !== undefined || ofPeople.test(last)) return false;
  const objects = entries.slice(0, sample).filter(isObject);
  return objects.length > 0 && objects.every(isKnownByIdAlone);
}

function holdsPeople(entries: readonly unknown[], path: string): boolean {
  const looked = entries.slice(0, sample);
  if (looked.some((entry) => isObject(entry) && isPerson(entry))) return !areNumbered(entries);
  const last = path.slice(path.lastIndexOf('.') + 1);
  const areNamed = path === '' || listNames.has(last) || listKind(last) !== undefined || namesUids(last);
  return (
    areNamed && looked.some((entry) => !isObject(entry) && readEntry(entry, new Map()).person !== undefined)
  );
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

function noteGroups(entries: readonly unknown[], groupNames: Map<number, string>): boolean {
  let noted = false;
  for (const entry of entries.slice(0, mostChildren)) {
    if (!isObject(entry)) continue;
    const tagid = tagidOf(entry.tagid ?? entry.tag_id);
    const name = entry.name ?? entry.tag_name;
    if (tagid === undefined || typeof name !== 'string') continue;
    groupNames.set(tagid, name);
    noted = true;
  }
  return noted;
}

function childrenOf(value: unknown, path: string): { value: unknown; path: string }[] {
  if (Array.isArray(value))
    return value
      .slice(0, mostChildren)
      .map((child) => ({ value: child, path }))
      .toReversed();
  if (!isObject(value)) return [];
  return Object.keys(value)
    .slice(0, mostChildren)
    .map((key) => ({ value: value[key], path: path === '' ? key : `${path}.${key.slice(0, 40)}` }))
    .toReversed();
}
