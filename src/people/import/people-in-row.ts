import { isDigits } from '../../text/character-classes.ts';
import { findPeopleInMessage } from '../people-in-text.ts';
import { isShortNumber, numbersOfNobody } from '../short-numbers-on-line.ts';
import { splitNames, unescapeFormula } from '../spreadsheet-cell-encoding.ts';
import { isTime } from './column-profile.ts';
import { fieldKind, saysYes } from './field-kinds.ts';
import type { TableLayout } from './find-table-layout.ts';
import { relationKind } from './list-kind.ts';
import type { AboutPerson } from './people-collector.ts';
import { type CellPerson, inPiece, itemOfCell, readCell } from './person-in-cell.ts';

/** Whom a row means, by where the people are in its table; nobody, one, or in a list several. */
export function peopleInRows(cells: readonly string[], { place, header }: TableLayout): CellPerson[] {
  switch (place.kind) {
    case 'column': {
      const link = place.link === undefined ? undefined : readCell(cells[place.link] ?? '');
      if (link?.kind === 'person' && link.exact) return [link];
      return listed(readCell(wholeNumber(cells, place.column, header?.length)));
    }
    case 'first':
      return listed(readBeside(cells, cells[0] ?? ''));
    case 'last':
      return listed(readBeside(cells, cells.at(-1) ?? '') ?? inPiece(cells.at(-1) ?? ''));
    case 'all':
      return cells.flatMap((cell) => listed(readCell(cell)));
    case 'marked':
      return peopleMarkedIn(cells);
    case 'line':
      return inLine(cells, place.areFieldsNobody ?? false);
  }
}

function listed(person: CellPerson | undefined): CellPerson[] {
  return person === undefined ? [] : [person];
}

/** Somebody in one cell of a line; beside other words a short number is nobody. */
function readBeside(cells: readonly string[], cell: string): CellPerson | undefined {
  const person = readCell(cell);
  return cells.length > 1 && isShortNumber(itemOfCell(person)) ? undefined : person;
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

/** Those whose link or mark stands anywhere in a line, or whose UID in brackets behind their name. */
export function peopleMarkedIn(cells: readonly string[]): CellPerson[] {
  // Most lines hold none, and are many.
  if (!cells.some((cell) => cell.includes('/') || cell.toLowerCase().includes('id') || cell.includes('ｉ')))
    return cells.flatMap((cell) => (/.[(（]/u.test(cell.slice(0, 200)) ? listed(readCell(cell)) : []));
  return findPeopleInMessage(cells.join(' '), []).flatMap((target) =>
    target.kind === 'mid'
      ? [{ kind: 'person', mid: target.mid, written: String(target.mid), exact: true } as const]
      : [],
  );
}

/**
 * Links and marks first; else every cell where all are people, or the number the line begins or ends with.
 * @param areFieldsNobody UIDs of the text have marks, so other numbers behind words are what is said of these people
 */
function inLine(cells: readonly string[], areFieldsNobody: boolean): CellPerson[] {
  const each = cells.map(readCell);
  const items = each.map(itemOfCell);
  const all = each.filter((person) => person !== undefined);
  if (all.length === each.length && !items.some(numbersOfNobody(items))) return all;
  const certain = peopleMarkedIn(cells);
  if (certain.length > 0 || areFieldsNobody) return certain;
  const [first = '', last = first] = [cells[0], cells.at(-1)];
  return listed(readBeside(cells, first) ?? readBeside(cells, last) ?? inPiece(first) ?? inPiece(last));
}

/** What a row says of its one person. */
export function readRowDetails(
  cells: readonly string[],
  layout: TableLayout,
  person: CellPerson,
): AboutPerson {
  const { fields, place, header } = layout;
  if (place.kind !== 'column') return { name: nameBeside(cells, person) };
  const cell = (kind: keyof typeof fields) => {
    const column = fields[kind];
    return column === undefined || column === place.column ? '' : unescapeFormula(cells[column] ?? '');
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
  const [only = '', ...others] = cells;
  if (others.length === 0 && only.startsWith(person.written))
    return trimmed(only.slice(person.written.length + 1)) || undefined;
  const words = cells
    .filter((cell) => cell !== person.written && readCell(cell) === undefined && !isTime(cell))
    .join(' ');
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
