import { isDigits } from '../../text/characters.ts';
import { type Interruptible, stepsBetweenYields } from '../../text/interruptible-work.ts';
import { readLink } from '../person-in-link.ts';
import { fieldKind, listKind, relationKind, saysYes } from './header-words.ts';
import type { AboutPerson } from './people-collector.ts';
import { type CellPerson, readCell } from './person-in-cell.ts';

/** An object of JSON, as `parse-json.ts` makes it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Names of groups by their number, where a file says them. */
export type GroupNames = ReadonlyMap<number, string>;

/** Whether a value is an object, and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whom an entry of a list means, and what it says of them: a number, a text, or an object with a UID or a profile's
 * address in one of the keys that programs give it.
 */
export function readEntry(
  entry: unknown,
  groupNames: GroupNames,
): { person: CellPerson | undefined; about: AboutPerson } {
  if (typeof entry === 'number' || typeof entry === 'string') return { person: readValue(entry), about: {} };
  if (!isObject(entry)) return { person: undefined, about: {} };
  const fields = fieldsOf(entry);
  const person = personIn(fields) ?? personWithin(entry);
  return { person, about: aboutIn(fields, groupNames) };
}

type Fields = Partial<Record<NonNullable<ReturnType<typeof fieldKind>>, unknown[]>>;

const mostKeys = 100;

function fieldsOf(entry: JsonObject): Fields {
  const fields: Fields = {};
  for (const key of Object.keys(entry).slice(0, mostKeys)) {
    const kind = fieldKind(key);
    const value = entry[key];
    if (kind === undefined || value === null || value === '') continue;
    fields[kind] = [...(fields[kind] ?? []), value];
  }
  return fields;
}

/**
 * An address comes first: a number may have gone through a spreadsheet. `id` means a person where a name or nothing stands by;
 * beside the address of something else, as in bookmarks, it is that thing's.
 */
function personIn({ link = [], mid = [], id = [] }: Fields): CellPerson | undefined {
  for (const value of link) {
    if (typeof value !== 'string') continue;
    const target = readLink(value.trim());
    if (target?.kind === 'mid') return { kind: 'person', mid: target.mid, written: value, exact: true };
  }
  for (const value of link.some(isAddress) ? mid : [...mid, ...id])
    if (typeof value === 'number' || typeof value === 'string') {
      const person = readValue(value);
      if (person !== undefined) return person;
    }
  return undefined;
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && value.includes('/');
}

/** A number of JSON has gone through no spreadsheet; a text may have. */
function readValue(value: number | string): CellPerson | undefined {
  const person = readCell(String(value));
  return person?.kind === 'person' && typeof value === 'number' ? { ...person, exact: true } : person;
}

/** Some programs keep the person in an object of their own: `{ user: { mid } }`. */
function personWithin(entry: JsonObject): CellPerson | undefined {
  for (const key of ['user', 'card', 'info', 'userInfo', 'user_info', 'member', 'owner', 'upper', 'author']) {
    const inner = entry[key];
    const person = isObject(inner) ? personIn(fieldsOf(inner)) : undefined;
    if (person !== undefined) return person;
  }
  return undefined;
}

function aboutIn(fields: Fields, groupNames: GroupNames): AboutPerson {
  const { names, tagids } = groupsIn(fields.groups ?? [], groupNames);
  const relation = fields.relation?.map(relationKind).find((kind) => kind !== undefined);
  return {
    name: fields.name?.find((value) => typeof value === 'string'),
    groups: names,
    tagids,
    special: fields.special?.some(saysYes) ?? false,
    ...(relation !== undefined && { relation }),
  };
}

const mostGroups = 200;

function groupsIn(values: readonly unknown[], groupNames: GroupNames): { names: string[]; tagids: number[] } {
  const names: string[] = [];
  const tagids: number[] = [];
  for (const value of values.flat().slice(0, mostGroups)) {
    const tagid = tagidOf(value);
    const known = tagid === undefined ? undefined : groupNames.get(tagid);
    if (known !== undefined) names.push(known);
    // A text of digits may be the name of a group as well.
    else if (tagid !== undefined && (typeof value === 'number' || tagid < 0)) tagids.push(tagid);
    else if (typeof value === 'string') names.push(value);
    else if (isObject(value) && typeof value.name === 'string') names.push(value.name);
  }
  return { names, tagids };
}

function tagidOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > 16) return undefined;
  return isDigits(value) || value === '-10' ? Number(value) : undefined;
}

/** A list in a JSON text that people may be in. */
export interface JsonList {
  /** The keys that lead to it, joined by dots; empty for the text's own list. */
  path: string;
  entries: readonly unknown[];
  /** Its entries say who they are by no more than an `id`, and its key does not say that they are people. */
  isDoubtful?: boolean;
}

/**
 * The lists of a JSON text whose entries are people, and the names that it gives to groups. An object whose keys are UIDs
 * is such a list too. Lists of bare numbers count only where nothing is above them, or a key says they are people.
 */
export function* listsIn(
  roots: readonly unknown[],
): Interruptible<{ lists: JsonList[]; groupNames: GroupNames }> {
  const lists: JsonList[] = [];
  const groupNames = new Map<number, string>();
  const [only] = roots;
  const waiting: { value: unknown; path: string }[] = [
    { value: roots.length === 1 ? only : roots, path: '' },
  ];
  for (let steps = 0; waiting.length > 0; steps += 1) {
    if (steps % stepsBetweenYields === 0) yield;
    const { value, path } = waiting.pop() ?? { value: undefined, path: '' };
    const entries = entriesOf(value);
    if (entries !== undefined && holdsPeople(entries, path))
      lists.push({ path, entries, isDoubtful: isDoubtful(entries, path) });
    else if (entries !== undefined && noteGroups(entries, groupNames)) continue;
    else waiting.push(...childrenOf(value, path));
  }
  return { lists, groupNames };
}

/** How many entries of a list are looked at to tell what is in it. */
const sample = 50;
const mostChildren = 1000;

function entriesOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
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

function isKnownByIdAlone(entry: JsonObject): boolean {
  const { mid, link } = fieldsOf(entry);
  return mid === undefined && link === undefined && personWithin(entry) === undefined && 'id' in entry;
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

/** An `id` alone may be anything's; beside a name that is no title of a group it is a person's. */
export function isPerson(entry: JsonObject): boolean {
  const fields = fieldsOf(entry);
  if (fields.mid !== undefined || fields.link !== undefined) return personIn(fields) !== undefined;
  if (fields.id !== undefined && fields.name !== undefined && !('count' in entry))
    return personIn(fields) !== undefined;
  return personWithin(entry) !== undefined;
}

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
