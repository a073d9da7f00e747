import { isDigits } from '../../text/character-classes.ts';
import { withFiguresWhole } from '../find-counts-in-line.ts';
import { endOfLineNumber } from '../strip-line-numbers.ts';
import { columnsOf, enough, isDate, isMarked, isTime } from './column-profile.ts';
import { type Place, placesByHeader, placesByRows } from './columns-with-people.ts';
import { type FieldKind, fieldKind, isMarkOfUid } from './field-kinds.ts';
import { inPiece, readCell } from './person-in-cell.ts';
import type { Delimiter } from './read-rows.ts';

/** How a table is read. */
export interface TableLayout {
  /** Rows before the first person: titles, and the names of the columns. */
  skip: number;
  /** Every row begins with its number in the list. */
  numbered: boolean;
  /** Its cells are parted by spaces. */
  loose: boolean;
  place: Place;
  /** What the other columns hold, as far as it is known. */
  fields: Partial<Record<FieldKind, number>>;
  /** The names of the columns, where there are any. */
  header?: readonly string[] | undefined;
}

/** A layout, or the places that may all hold the people. */
export type Found = TableLayout | { places: readonly Place[]; layout: Omit<TableLayout, 'place'> };

/** Names of columns stand in one of the first rows. */
const headerWithin = 10;

/** Finds the one column that holds the people, from the first rows of a table. */
export function findColumns(sample: readonly string[][], delimiter: Delimiter): Found {
  const at = headerAt(sample, delimiter);
  const named = at < 0 ? undefined : sample[at];
  const skip = at < 0 && isTitle(sample, delimiter) ? 1 : at + 1;
  const written = sample.slice(skip);
  const numbered =
    written.length > 1 && written.every(([first = ''], index) => endOfLineNumber(first, index + 1) > 0);
  const loose = delimiter === 'loose';
  const rows = written.map((row, index) => cleanRow(row, { numbered, loose }, index + 1));
  const header = named && countsRows(named, rows) ? ['#', ...named] : named;
  const layout = { skip, numbered, loose, fields: fieldsOf(header, rows), header };
  const found =
    header !== undefined && header.length > 1 ? placesByHeader(header, rows) : placesByRows(rows, delimiter);
  return 'plain' in found ? { ...layout, place: found.plain } : { places: found.ask, layout };
}

/** Whether rows have one cell more than there are names of columns: before it stands their number, as pandas prints them. */
function countsRows(header: readonly string[], rows: readonly string[][]): boolean {
  const start = Number(rows[0]?.[0]);
  return (
    start <= 1 && rows.every((row, index) => row.length > header.length && Number(row[0]) === start + index)
  );
}

/**
 * A row without what only orders or adorns it: its number, the dash or star before it. What spaces part, and is one, is one cell.
 * @param number its place among the rows, from 1
 */
export function cleanRow(
  row: readonly string[],
  { numbered, loose }: Pick<TableLayout, 'numbered' | 'loose'>,
  number: number,
): string[] {
  const cells = loose
    ? withFiguresWhole(withMarksJoined(row.filter((cell) => !bullets.has(cell))))
    : [...row];
  if (!numbered) return cells;
  const [first = '', ...others] = cells;
  const rest = first.slice(endOfLineNumber(first, number)).trim();
  return rest === '' ? others : [rest, ...others];
}

const bullets = new Set(['-', '*', '+', '•', '·', '>', '|', '[x]', '[X]', '[', ']']);

/** The words of a line, in which `UID:` is one with the number after it. */
function withMarksJoined(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const isMark = last !== undefined && isMarkOfUid(last) && /^[a-z_]+[:：=]{0,3}$/iu.test(last);
    if (isMark && /^[:：=\d]/u.test(word))
      joined[joined.length - 1] = `${last}${/^\d/u.test(word) ? ':' : ''}${word}`;
    else joined.push(word);
  }
  return joined;
}

/** A line above others that says that it is a list. */
function isTitle(sample: readonly string[][], delimiter: Delimiter): boolean {
  const [first = [], ...others] = sample;
  if (delimiter !== 'loose' || others.length === 0 || readCell(first[0] ?? '') !== undefined) return false;
  if (inPiece(first.at(-1) ?? '') !== undefined || first.some((cell) => isMarked(readCell(cell))))
    return false;
  const isLikeOthers = others.some((row) => row.length === first.length) && first.some(isLongNumber);
  const saysList = first.some((cell) =>
    /关注|列表|名单|粉丝|导出|备份|follow|list/iu.test(cell.slice(0, 40)),
  );
  return saysList && !isLikeOthers;
}

/** More than the count that a title may say. */
function isLongNumber(cell: string): boolean {
  return isDigits(cell) && cell.length > 4 && !isDate(cell);
}

/**
 * A row that names a column in words known and holds nobody itself; nobody stands above it. Where spaces part words, it names
 * the people, or every column. A first row of words that are not known is one too when numbers stand below one of them.
 */
function headerAt(sample: readonly string[][], delimiter: Delimiter): number {
  const isLoose = delimiter === 'loose';
  let first = -1;
  let above = 0;
  for (const [index, row] of sample.slice(0, headerWithin).entries()) {
    // Somebody may be named in a title; more people are a list.
    if (!row.every(isNobody)) above += row.length > 1 && row.some((cell) => isDigits(cell)) ? 2 : 1;
    if (above > 1) break;
    const kinds = row.map(fieldKind);
    // A column may be called after a year.
    const people = row.filter((cell) => readCell(cell) !== undefined);
    const areYears = !isLoose && kinds.includes('mid') && people.every((cell) => cell.length === 4);
    if (people.length > 0 && !areYears) continue;
    if (kinds.some((kind) => kind === 'mid' || (isLoose && (kind === 'id' || kind === 'link')))) return index;
    const isHeader = isLoose
      ? kinds.length > 1 && kinds.every((kind) => kind !== undefined)
      : kinds.some((kind) => kind !== undefined);
    if (isHeader && first < 0) first = index;
  }
  return first < 0 && !isLoose && isAboveNumbers(sample) ? 0 : first;
}

/** Whether the first row holds words alone, and one of them stands above numbers. */
function isAboveNumbers([first = [], ...others]: readonly string[][]): boolean {
  const rows = others.filter((row) => row.some((cell) => cell !== ''));
  const isOfWords = first.length > 1 && first.every((cell) => cell !== '' && !/\d/u.test(cell));
  const isOverNumbers = (column: number) =>
    rows.filter((row) => isDigits(row[column] ?? '')).length >= Math.max(1, rows.length * enough);
  return isOfWords && first.some((_, column) => isOverNumbers(column));
}

function isNobody(cell: string): boolean {
  return isDate(cell) || readCell(cell) === undefined;
}

function fieldsOf(header: readonly string[] | undefined, rows: readonly string[][]): TableLayout['fields'] {
  const fields: TableLayout['fields'] = {};
  for (const [column, cell] of (header ?? []).entries()) {
    const kind = fieldKind(cell);
    if (kind !== undefined) fields[kind] ??= column;
  }
  if (header === undefined) {
    const name = columnsOf(rows).find(({ values }) => values.filter(isWords).length > values.length / 2);
    if (name !== undefined) fields.name = name.column;
  }
  return fields;
}

function isWords(cell: string): boolean {
  return cell.length <= 40 && !isTime(cell);
}
