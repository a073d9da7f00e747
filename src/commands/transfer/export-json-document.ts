import { defaultGroup, follows, type Group, type Person, type Relation } from '../../api/index.ts';
import { visible } from '../../bot/text/displayable-text.ts';
import { isoTime } from '../../bot/text/format-times.ts';
import type { AllLists, ExportedList, PeopleList, ReadPeople } from '../../people/read-lists-for-export.ts';
import type { Interruptible } from '../../text/interruptible-work.ts';
import { profileLink } from '../names-and-profile-links.ts';

/** A person in an export. */
export interface ExportedPerson {
  mid: number;
  name: string;
  /** `mutual`, `following`, `quiet`, `fan`, `blocked`, or `other` with the site's number. */
  relation: string;
  /** ISO 8601 in the chat's timezone. */
  since?: string;
  /** Names of their groups; missing when the groups could not be read, which is not the same as none. */
  groups?: string[];
  special: boolean;
  sign: string;
  /** The user's note on them. */
  note?: string;
  /** URL of their page. Spreadsheets round a mid of 16 digits, but not one in a URL. */
  page: string;
}

/** A list that is missing or incomplete, with the reason as text. */
export interface Incomplete {
  list: ExportedList;
  /** Number of people read, of the total; missing when the whole list is. */
  read?: number;
  total?: number;
  why: string;
}

/** The JSON document of an export. A list that could not be read is missing. */
export interface ExportDocument {
  program: 'guanxi';
  version: 1;
  account: { mid: number; name: string };
  /** ISO 8601 in the chat's timezone. */
  madeAt: string;
  following?: ExportedPerson[];
  fans?: ExportedPerson[];
  blacks?: ExportedPerson[];
  groups?: { name: string; people: number }[];
  incomplete: Incomplete[];
}

/** Converts lists into the export document, person by person; `madeAt` in ms since 1970. Pure. */
export function* toExportDocument(
  { groups, people }: AllLists,
  about: {
    account: { mid: number; name: string };
    madeAt: number;
    timezone: string;
    incomplete: Incomplete[];
    /** By mid. */
    notes?: ReadonlyMap<number, string> | undefined;
  },
): Interruptible<ExportDocument> {
  const { account, madeAt, timezone, incomplete, notes } = about;
  const names = groups && new Map(groups.map((group) => [group.tagid, nameOf(group)]));

  function shapePerson(
    list: PeopleList,
    { mid, uname, sign, relation, mtime, tag, special }: Person,
  ): ExportedPerson {
    // A group created during the reading has no name here; its number still shows who shares it.
    const inGroups =
      names && tag.filter((tagid) => tagid > defaultGroup).map((tagid) => names.get(tagid) ?? String(tagid));
    const note = notes?.get(mid);
    return {
      mid,
      name: visible(uname),
      relation: relationOf(list, relation),
      ...(mtime !== undefined && mtime > 0 && { since: isoTime(mtime * 1000, timezone) }),
      ...(inGroups && { groups: inGroups }),
      special,
      sign: visible(sign),
      ...(note !== undefined && { note }),
      page: profileLink(mid),
    };
  }

  function* shaped(list: PeopleList, read: ReadPeople | undefined) {
    const rows: ExportedPerson[] = [];
    for (const person of read?.people ?? []) {
      rows.push(shapePerson(list, person));
      yield;
    }
    return read && { [list]: rows };
  }

  return {
    program: 'guanxi',
    version: 1,
    account: { mid: account.mid, name: visible(account.name) },
    madeAt: isoTime(madeAt, timezone),
    ...(yield* shaped('following', people.following)),
    ...(yield* shaped('fans', people.fans)),
    ...(yield* shaped('blacks', people.blacks)),
    ...(groups && { groups: groups.map((group) => ({ name: nameOf(group), people: group.count })) }),
    incomplete,
  };
}

/** `relation` is the account's own side; everyone in the list of fans follows it. */
function relationOf(list: PeopleList, relation: Relation): string {
  return list === 'fans' ? (follows(relation) ? 'mutual' : 'fan') : relation;
}

/** A name without visible characters is replaced by the group's number. */
function nameOf({ tagid, name }: Group): string {
  return visible(name) || String(tagid);
}
