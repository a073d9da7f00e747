import { isDigits } from '../../text/characters.ts';
import type { Interruptible } from '../../text/interruptible.ts';
import { withoutOrdinals } from '../ordinals.ts';
import { findWhom } from '../person-forms.ts';
import { splitNames, unharmed } from '../table-cells.ts';
import type { Candidate, ImportText } from './candidates.ts';
import { type CellPerson, readCell } from './cell-person.ts';
import { cleanRow, findColumns, type Layout, type Place } from './columns.ts';
import { delimiterOf } from './delimiter.ts';
import { fieldKind, relationKind, saysYes } from './header-words.ts';
import {
  type AboutPerson,
  createPeopleCollector,
  type PeopleCollector,
  type PeopleRead,
} from './listed-people.ts';
import { readRows } from './rows.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** How many rows are looked at to find the column that holds the people. */
const sampleRows = 200;
const sampleCells = 4000;
/** A list that a message may hold, in characters. */
const shortList = 4096;

/**
 * Whom a table or a list names: a document of /export, a table of another program or one that a spreadsheet saved anew,
 * or UIDs and links a line. One column holds the people; where it is not plain which, the candidates are given.
 * @param choice one of the candidates' `choice`
 * @param kind what the file calls itself
 * @throws UnreadableFile `groups`
 */
export function* readTable(
  written: string,
  { choice, kind }: { choice?: string | undefined; kind?: PeopleRead['kind'] | undefined } = {},
): Interruptible<ImportText> {
  // In a longer text the numbers of its rows show by themselves.
  const text = written.length <= shortList ? withoutOrdinals(written) : written;
  const delimiter = delimiterOf(text);
  const sample: string[][] = [];
  let looked = 0;
  yield* readRows(text, delimiter, (cells) => {
    looked += cells.length;
    return sample.push(cells) < sampleRows && looked < sampleCells;
  });
  if (sample.slice(0, 1).some(isListOfGroups)) throw new UnreadableFile('groups');
  const found = findColumns(sample, delimiter);
  const chosen = 'place' in found ? found : pick(found, choice);
  if (chosen === undefined) {
    const { places, layout } = 'places' in found ? found : { places: [], layout: found };
    return { kind: 'ambiguous', candidates: places.map((place) => candidateOf(place, layout, sample)) };
  }
  const people = createPeopleCollector();
  let row = 0;
  yield* readRows(text, delimiter, (cells) => {
    row += 1;
    if (row > chosen.skip) addRow(people, chosen, cleanRow(cells, chosen, row - chosen.skip));
    return true;
  });
  return people.result(kind);
}

/** The table of groups that /export writes: `group`, `people`. */
function isListOfGroups(header: readonly string[]): boolean {
  const names = header.map((cell) => unharmed(cell).toLowerCase());
  return names.length === 2 && names.includes('group') && names.includes('people');
}

function pick(
  { places, layout }: { places: readonly Place[]; layout: Omit<Layout, 'place'> },
  choice: string | undefined,
): Layout | undefined {
  const place = places.find((one) => choiceOf(one) === choice);
  return place && { ...layout, place };
}

/** What a reader's choice is called in callback data. */
function choiceOf(place: Place): string {
  return place.kind === 'column' ? `column${place.column}` : place.kind;
}

function candidateOf(place: Place, layout: Omit<Layout, 'place'>, sample: readonly string[][]): Candidate {
  const rows = sample.slice(layout.skip, layout.skip + 3);
  return {
    choice: choiceOf(place),
    header: place.kind === 'column' ? layout.header?.[place.column] : undefined,
    rows: rows.map((row) => row.slice(0, 8).join(' · ')),
    mids: rows.flatMap((row, index) =>
      peopleOf(cleanRow(row, layout, index + 1), { ...layout, place }).flatMap((person) =>
        person.kind === 'person' ? [person.mid] : [],
      ),
    ),
  };
}

function addRow(people: PeopleCollector, layout: Layout, cells: readonly string[]): void {
  if (layout.place.kind === 'all') {
    addAll(people, cells);
    return;
  }
  const found = peopleOf(cells, layout);
  if (found.length === 0) people.leave(leftOf(cells, layout));
  for (const person of found) people.add(person, found.length === 1 ? aboutRow(cells, layout, person) : {});
}

/** Every cell is somebody, or is left; `UID:` belongs to what comes after it. */
function addAll(people: PeopleCollector, cells: readonly string[]): void {
  let before = '';
  for (const cell of cells) {
    const person = readCell(before + cell);
    const isMark =
      person === undefined &&
      before === '' &&
      cell.length < 12 &&
      /^[a-z_]+[:：=]?$/iu.test(cell) &&
      fieldKind(cell) === 'mid';
    if (person) people.add(person);
    else if (!isMark) people.leave(before + cell);
    before = isMark ? `${cell}:` : '';
  }
  people.leave(before);
}

/** What is listed back of a row that means nobody: the cell that should, or all of it. */
function leftOf(cells: readonly string[], { place }: Layout): string {
  return (place.kind === 'column' ? cells[place.column] : '') || cells.slice(0, 8).join(' ');
}

function peopleOf(cells: readonly string[], { place, header }: Layout): CellPerson[] {
  switch (place.kind) {
    case 'column': {
      const link = place.link === undefined ? undefined : readCell(cells[place.link] ?? '');
      if (link?.kind === 'person' && link.exact) return [link];
      return listed(readCell(wholeNumber(cells, place.column, header?.length)));
    }
    case 'first':
      return listed(readCell(cells[0] ?? ''));
    case 'last':
      return listed(readCell(cells.at(-1) ?? '') ?? inPieces(cells));
    case 'all':
      return cells.flatMap((cell) => listed(readCell(cell)));
    case 'marked':
      return marked(cells);
    case 'line':
      return inLine(cells);
  }
}

function listed(person: CellPerson | undefined): CellPerson[] {
  return person === undefined ? [] : [person];
}

/** A number that its thousands separators have parted into several cells. */
function wholeNumber(cells: readonly string[], column: number, width = cells.length): string {
  const first = cells[column] ?? '';
  if (!isDigits(first) || first.length > 3) return first;
  let number = first;
  let spare = cells.length - width;
  for (const group of cells.slice(column + 1, column + 6)) {
    if (group.length !== 3 || !isDigits(group) || (spare <= 0 && !group.startsWith('0'))) break;
    number += group;
    spare -= 1;
  }
  return number;
}

/** Those whose link or mark stands anywhere in a line. */
function marked(cells: readonly string[]): CellPerson[] {
  // Most lines hold none, and are many.
  if (!cells.some((cell) => cell.includes('/') || cell.toLowerCase().includes('id') || cell.includes('ｉ')))
    return [];
  return findWhom(cells.join(' '), []).flatMap((target) =>
    target.kind === 'mid'
      ? [{ kind: 'person', mid: target.mid, written: String(target.mid), exact: true } as const]
      : [],
  );
}

/** Links and marks first; else every cell where all are people, or the number the line begins or ends with. */
function inLine(cells: readonly string[]): CellPerson[] {
  const certain = marked(cells);
  if (certain.length > 0) return certain;
  const each = cells.map(readCell);
  const all = each.filter((person) => person !== undefined);
  if (all.length === each.length) return all;
  return listed(each[0] ?? each.at(-1) ?? inPieces(cells));
}

/** `名字：701003` in one piece. */
function inPieces(cells: readonly string[]): CellPerson | undefined {
  const last = cells.at(-1) ?? '';
  const colon = Math.max(last.lastIndexOf(':'), last.lastIndexOf('：'), last.lastIndexOf('='));
  return colon < 0 ? undefined : readCell(last.slice(colon + 1));
}

function aboutRow(cells: readonly string[], layout: Layout, person: CellPerson): AboutPerson {
  const { fields, place, header } = layout;
  if (place.kind !== 'column') return { name: nameBeside(cells, person) };
  const cell = (kind: keyof typeof fields) => {
    const column = fields[kind];
    return column === undefined || column === place.column ? '' : unharmed(cells[column] ?? '');
  };
  const relation = relationKind(cell('relation'));
  const isOurs = header?.[fields.groups ?? -1]?.toLowerCase() === 'groups';
  return {
    name: cell('name'),
    groups: splitNames(cell('groups'), !isOurs),
    special: saysYes(cell('special')),
    ...(relation !== undefined && { relation }),
  };
}

/** What stands beside a person in a line, without the signs between. */
function nameBeside(cells: readonly string[], person: CellPerson): string | undefined {
  const line = cells.join(' ').slice(0, 200);
  const open = line.indexOf('[');
  const close = line.indexOf('](', open);
  if (open >= 0 && close > open) return line.slice(open + 1, close);
  const bracket = Math.max(line.indexOf('('), line.indexOf('（'));
  if (bracket > 0 && line.indexOf(String(person.kind === 'person' ? person.mid : '')) > bracket)
    return trimmed(line.slice(0, bracket));
  const words = cells.filter((cell) => cell !== person.written && readCell(cell) === undefined).join(' ');
  const from = words.startsWith('#') ? 1 : words.startsWith('//') ? 2 : 0;
  const colon = words.endsWith(person.written) ? words.length - person.written.length : words.length;
  const name = trimmed(words.slice(from, colon));
  return name.length > 0 && name.length <= 64 && fieldKind(name) === undefined ? name : undefined;
}

function trimmed(words: string): string {
  let end = words.length;
  while (end > 0 && ' :：=-（('.includes(words.charAt(end - 1))) end -= 1;
  return words.slice(0, end).trim();
}
