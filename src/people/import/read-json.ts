import { redactedExcerpt } from '../../text/find-and-redact-credentials.ts';
import { type Interruptible, stepsBetweenYields } from '../../text/interruptible-work.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import { areNumbered } from './is-json-list-of-people.ts';
import { type JsonList, listsIn } from './json-lists.ts';
import { type JsonTable, jsonTableRows } from './json-tables.ts';
import { listKind } from './list-kind.ts';
import { parseJson } from './parse-json.ts';
import { createPeopleCollector, type PeopleCollector } from './people-collector.ts';
import { type GroupNames, isObject, isPerson, readEntry } from './person-in-json-entry.ts';
import { type Candidate, type ImportText, longestHeader, longestRow, readTableRows } from './read-table.ts';

/** What is listed back of an entry that means nobody, in characters. */
const longestShown = 40;

/**
 * Whom a JSON text names: the follows of an export of ours, or the people in the lists of another program.
 * @throws UnreadableFile `json`, `foreign`, `noFollowing`, `groups`
 */
export function* readPeopleJson(text: string, choice?: string): Interruptible<ImportText> {
  const roots = yield* parseJson(text);
  const { lists, tables, groupNames } = yield* listsIn(roots);
  const [root] = roots;
  const isOurs = isObject(root) && root.program === 'guanxi';
  if (isOurs && !Array.isArray(root.following)) throw new UnreadableFile('noFollowing');
  if (!isOurs && lists.length === 0 && tables.length > 0) return yield* readTables(tables, choice);
  const ofOthers = lists.length === 0 && groupNames.size === 0 ? wholeAsList(root) : lists;
  const chosen = isOurs
    ? [{ path: 'following', entries: Object.values(root.following ?? []) }]
    : choose(ofOthers, choice);
  if (chosen === undefined)
    return {
      kind: 'ambiguous',
      candidates: [
        ...lists.map((list, index) => candidateOf(list, `list${index}`, groupNames)),
        ...(lists.length > 1
          ? [
              candidateOf(
                { path: '', entries: lists.flatMap(({ entries }) => entries.slice(0, 1)) },
                'all',
                groupNames,
              ),
            ]
          : []),
      ],
    };
  if (chosen.length === 0) throw new UnreadableFile(groupNames.size > 0 ? 'groups' : 'foreign');
  const people = createPeopleCollector();
  for (const { path, entries } of chosen) yield* addAll(people, entries, { groupNames, path });
  const kinds = new Set(chosen.map(({ path }) => listKind(path)));
  const [kind] = kinds;
  return people.result(kinds.size === 1 ? kind : undefined);
}

/** Tables that can be one: of several, all without names of columns or with the same. */
function* readTables(tables: readonly JsonTable[], choice: string | undefined): Interruptible<ImportText> {
  const [first] = tables;
  const isOne = tables.every(({ header }) => header?.join() === first?.header?.join());
  if (!isOne) throw new UnreadableFile('foreign');
  const kind = listKind(first?.path ?? '');
  return yield* readTableRows((take) => jsonTableRows(tables, take), ',', { choice, kind });
}

/**
 * One list is plain, so are several in the same place of several objects, and several of which one kind is called follows; blocked people among them stay apart.
 * Otherwise, and where it is not plain that a list is of people, the reader has to say.
 */
function choose(lists: readonly JsonList[], choice: string | undefined): readonly JsonList[] | undefined {
  if (choice === 'all') return lists;
  if (choice !== undefined) return lists.filter((_, index) => choice === `list${index}`);
  if (lists.some(({ isDoubtful }) => isDoubtful)) return undefined;
  if (lists.length < 2) return lists;
  if (lists.every(({ path }) => path === lists[0]?.path)) return lists;
  const follows = lists.filter(({ path }) => listKind(path) === 'follows');
  const blacks = lists.filter(({ path }) => listKind(path) === 'blacks');
  return follows.length > 0 ? [...follows, ...blacks] : undefined;
}

/** One person is a list of one; a list in which nobody is found is read all the same, so that it can be listed back. */
function wholeAsList(root: unknown): JsonList[] {
  if (Array.isArray(root)) return areNumbered(root) ? [] : [{ path: '', entries: root }];
  const isOne =
    isObject(root) && isPerson(root) && !Object.values(root).some((value) => Object(value) === value);
  return isOne ? [{ path: '', entries: [root] }] : [];
}

function* addAll(
  people: PeopleCollector,
  entries: readonly unknown[],
  { groupNames, path }: { groupNames: GroupNames; path: string },
): Interruptible<void> {
  const listed = listKind(path);
  for (const [index, entry] of entries.entries()) {
    if (index % (stepsBetweenYields / 64) === 0) yield;
    const { person, about } = readEntry(entry, groupNames);
    if (person === undefined) people.leave(shown(entry));
    else people.add(person, listed === 'blacks' ? { ...about, relation: 'blacks' } : about);
  }
}

/** Numbers and texts as they are; of anything else the beginning. */
function shown(entry: unknown): string {
  if (typeof entry === 'string') return entry;
  if (!isObject(entry)) return Array.isArray(entry) ? '[…]' : String(entry);
  const pairs: string[] = [];
  for (const key of Object.keys(entry).slice(0, 4)) {
    const value = entry[key];
    const written =
      typeof value === 'string'
        ? JSON.stringify(redactedExcerpt(value, longestShown))
        : typeof value === 'object' && value !== null
          ? '…'
          : String(value);
    pairs.push(`${JSON.stringify(redactedExcerpt(key, longestShown))}:${written}`);
  }
  return `{${pairs.join(',')}}`;
}

function candidateOf({ path, entries }: JsonList, choice: string, groupNames: GroupNames): Candidate {
  const first = entries.slice(0, 3);
  return {
    choice,
    ...(path !== '' && { header: redactedExcerpt(path, longestHeader) }),
    rows: first.map((entry) => redactedExcerpt(shown(entry), longestRow)),
    mids: first.flatMap((entry) => {
      const { person } = readEntry(entry, groupNames);
      return person?.kind === 'person' ? [person.mid] : [];
    }),
  };
}
