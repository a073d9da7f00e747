import { isDigits } from '../../text/character-classes.ts';
import { fieldKind } from './field-kinds.ts';
import { listKind } from './list-kind.ts';
import {
  isCertainPerson,
  isKnownByIdAlone,
  isObject,
  isPerson,
  type JsonObject,
  readEntry,
} from './person-in-json-entry.ts';

/** How many entries of a list are looked at to tell what is in it. */
const sample = 50;

/** The entries of a list, or of an object whose keys are UIDs or the names of people; `undefined` for any other value. */
export function entriesOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  if (areNames(keys, value))
    return keys.map((name) => {
      const bearer = value[name];
      return isObject(bearer) ? { name, ...bearer } : { name, mid: bearer };
    });
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

/**
 * Whether keys are names of people: `{ "甲": 701003 }`, `{ "甲": { "uid": 701003 } }`. Of two keys that are no names, such as
 * `relation` and `be_relation`, each may be another thing.
 */
function areNames(keys: readonly string[], value: JsonObject): boolean {
  const looked = keys.slice(0, sample);
  if (looked.length === 0 || !looked.every((key) => isCertainPerson(value[key]) || isLongUid(value[key])))
    return false;
  return looked.every(isName) || (looked.length > 2 && looked.every((key) => isObject(value[key])));
}

/** Whether a key may be somebody's name, and not that of a figure or a field. */
function isName(key: string): boolean {
  if (!/\p{Script=Han}/u.test(key.slice(0, 40)) || /[数量率间期次度值号目计额隔]$/u.test(key)) return false;
  return fieldKind(key) === undefined;
}

function isLongUid(value: unknown): boolean {
  const { person } = readEntry(isObject(value) ? undefined : value, new Map());
  return person?.kind === 'person' && person.mid >= fewestForName;
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

/** Words in keys for what people are listed under. */
export const ofPeople = /user|member|people|person|friend|author|account|(?:^|_)ups?(?:_|list|$)/iu;
const ofAnything = /^(?:data|items|results?|records|rows)$/iu;

/** Whether it is not plain that a list that may hold people does. */
export function isDoubtful(entries: readonly unknown[], path: string): boolean {
  const key = lastKey(path);
  if (namesPeople(path) || ofPeople.test(key) || ofAnything.test(key)) return false;
  const objects = entries.slice(0, sample).filter(isObject);
  if (isName(key)) return true;
  return objects.length > 0 && objects.every(isKnownByIdAlone);
}

/** Whether a list may hold people, judged by its entries and the keys that lead to it. */
export function isListOfPeople(entries: readonly unknown[], path: string): boolean {
  const looked = entries.slice(0, sample);
  if (looked.some((entry) => isObject(entry) && isPerson(entry))) return !areNumbered(entries);
  if (namesPeople(path) || namesUids(lastKey(path)))
    return looked.some((entry) => !isObject(entry) && readEntry(entry, new Map()).person !== undefined);
  // `{ "音乐": [701003] }`: a group, or anything else.
  return looked.length > 0 && isName(lastKey(path)) && looked.every(isLongUid);
}

/** The key of a list or object itself. */
export function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Whether nothing is above a list, or a word for people. */
export function namesPeople(path: string): boolean {
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
