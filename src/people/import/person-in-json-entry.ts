import { isDigits } from '../../text/character-classes.ts';
import { readLink } from '../person-in-link.ts';
import { fieldKind, saysYes } from './field-kinds.ts';
import { relationKind } from './list-kind.ts';
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
  const person = personOf(entry, fields);
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
    const known = fields[kind] ?? [];
    // `fid` may also be the number of a folder.
    fields[kind] = /^[um]id$/iu.test(key) ? [value, ...known] : [...known, value];
  }
  return fields;
}

/**
 * Whom an entry means: by a UID or an address, else by its `id`. Of something that has a title or says something (a video, a
 * post, a message), and of what holds somebody, that is its own.
 */
function personOf(entry: JsonObject, { id = [], ...certain }: Fields): CellPerson | undefined {
  const isThing = ofThings.some((key) => key in entry) || Object.values(entry).some(isCertainPerson);
  return personIn(certain) ?? (isThing ? undefined : personIn({ ...certain, id }));
}

const ofThings = ['title', 'text', 'message', 'content'];

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

/** The number of a group. */
export function tagidOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > 16) return undefined;
  return isDigits(value) || value === '-10' ? Number(value) : undefined;
}

/** Whether a value is an object that says by a UID or a profile's address of its own who it is. */
export function isCertainPerson(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const { id: _, ...certain } = fieldsOf(value);
  return personIn(certain) !== undefined;
}

/** An `id` alone may be anything's; beside a name that is no title of a group it is a person's. */
export function isPerson(entry: JsonObject): boolean {
  const fields = fieldsOf(entry);
  if (fields.mid !== undefined || fields.link !== undefined) return personIn(fields) !== undefined;
  return fields.name !== undefined && !('count' in entry) && personOf(entry, fields) !== undefined;
}

/** Whether an entry says who it is by an `id` at most. */
export function isKnownByIdAlone(entry: JsonObject): boolean {
  const { mid, link } = fieldsOf(entry);
  return mid === undefined && link === undefined && 'id' in entry;
}
