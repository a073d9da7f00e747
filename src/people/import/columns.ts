import { endOfOrdinal } from '../ordinals.ts';
import { readCell } from './cell-person.ts';
import {
  type Column,
  columnsOf,
  enough,
  holdsPeople,
  isDate,
  isDates,
  isMarked,
  isRepeated,
  isSequence,
} from './column.ts';
import { type FieldKind, fieldKind } from './header-words.ts';
import { type Delimiter, widestRow } from './rows.ts';

/** Where in the rows of a table the people are. */
export type Place =
  /** In this column, from the left. */
  | { kind: 'column'; column: number; link?: number | undefined }
  /** In the first or the last cell of a line. */
  | { kind: 'first' | 'last' }
  /** Every cell is one. */
  | { kind: 'all' }
  /** Links and marked numbers, wherever they stand in a line. */
  | { kind: 'marked' }
  /** Whichever the line makes plain. */
  | { kind: 'line' };

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

/** One place that is plain, or those of which the reader has to choose. */
type Places = { plain: Place } | { ask: Place[] };

/** Names of columns stand in one of the first rows. */
const headerWithin = 10;

/** Finds the one column that holds the people, from the first rows of a table. */
export function findColumns(sample: readonly string[][], delimiter: Delimiter): Found {
  const at = headerAt(sample, delimiter);
  const header = at < 0 ? undefined : sample[at];
  const skip = at < 0 && isTitle(sample, delimiter) ? 1 : at + 1;
  const written = sample.slice(skip);
  const numbered =
    written.length > 1 && written.every(([first = ''], index) => endOfOrdinal(first, index + 1) > 0);
  const loose = delimiter === 'loose';
  const rows = written.map((row, index) => cleanRow(row, { numbered, loose }, index + 1));
  const layout = { skip, numbered, loose, fields: fieldsOf(header, rows), header };
  const found = header !== undefined && header.length > 1 ? byHeader(header, rows) : byRows(rows, delimiter);
  return 'plain' in found ? { ...layout, place: found.plain } : { places: found.ask, layout };
}

/**
 * A row without what only orders or adorns it: its number, the dash or star before it.
 * @param number its place among the rows, from 1
 */
export function cleanRow(
  row: readonly string[],
  { numbered, loose }: Pick<TableLayout, 'numbered' | 'loose'>,
  number: number,
): string[] {
  const cells = loose ? row.filter((cell) => !bullets.has(cell)) : [...row];
  if (!numbered) return cells;
  const [first = '', ...others] = cells;
  const rest = first.slice(endOfOrdinal(first, number)).trim();
  return rest === '' ? others : [rest, ...others];
}

const bullets = new Set(['-', '*', '+', '•', '·', '>', '|']);

/** A line of several words above lines of one, or one that says that it is a list. */
function isTitle(sample: readonly string[][], delimiter: Delimiter): boolean {
  const [first = [], ...others] = sample;
  if (delimiter !== 'loose' || others.length === 0 || readCell(first[0] ?? '') !== undefined) return false;
  const holdsNobody = first.every(isNobody);
  if (holdsNobody && first.length > 1 && others.every((row) => row.length === 1)) return true;
  return first.some((cell) => /关注|列表|名单|粉丝|导出|备份|follow|list/iu.test(cell.slice(0, 40)));
}

/** A row that names a column in words known and holds nobody itself; nobody stands above it. Where spaces part words, it names the people. */
function headerAt(sample: readonly string[][], delimiter: Delimiter): number {
  for (const [index, row] of sample.slice(0, headerWithin).entries()) {
    const kinds = row.map(fieldKind);
    if (!row.every(isNobody)) return -1;
    const names =
      delimiter === 'loose'
        ? kinds.some((kind) => kind === 'mid' || kind === 'id' || kind === 'link')
        : kinds.some((kind) => kind !== undefined);
    if (names && row.every((cell) => readCell(cell) === undefined)) return index;
  }
  return -1;
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
  return cell.length <= 40 && !/^[\d\s:./+-]*$/u.test(cell);
}

/** By the names of the columns; where none is known to hold people, one without a known name may. */
function byHeader(header: readonly string[], rows: readonly string[][]): Places {
  const columns = columnsOf(rows);
  const kinds = header.map(fieldKind);
  const link = kinds.indexOf('link');
  const isLink = link >= 0 && (columns[link]?.people.some(isMarked) ?? false);
  const shared = isLink ? { link } : {};
  const mids = columns.filter(({ column }) => kinds[column] === 'mid');
  const told = mids.length > 1 ? mids.filter(holdsPeople) : mids;
  if (told.length > 1) return { ask: told.map(({ column }) => ({ kind: 'column', column, ...shared })) };
  const [only] = told.length === 1 ? told : mids;
  if (only !== undefined) return { plain: { kind: 'column', column: only.column, ...shared } };
  if (kinds.includes('mid') || isLink)
    return { plain: { kind: 'column', column: isLink ? link : kinds.indexOf('mid'), ...shared } };
  const may = columns.filter((one) => {
    const kind = kinds[one.column];
    return (kind === undefined || kind === 'id') && holdsPeople(one) && !isSequence(one) && !isDates(one);
  });
  const [first] = may;
  if (first === undefined) return { plain: { kind: 'marked' } };
  // A number under a word that nobody knows may be anything: that is asked, even of one column.
  return may.length === 1 && kinds[first.column] === 'id'
    ? { plain: asPlace(first) }
    : { ask: may.map(asPlace) };
}

function asPlace({ column }: Column): Place {
  return { kind: 'column', column };
}

const allCells: Place = { kind: 'all' };

/** By what stands in the columns alone. */
function byRows(rows: readonly string[][], delimiter: Delimiter): Places {
  const all = rows.flat().filter((cell) => cell !== '');
  const isList = all.length > 0 && all.every((cell) => readCell(cell) !== undefined);
  if (rows.some((row) => row.length >= widestRow)) return { plain: allCells };
  if (rows.length <= 1) return inOneLine(all, isList);
  const widths = new Set(rows.map((row) => row.length));
  if (widths.size === 1 && widths.has(1)) return { plain: { kind: 'line' } };
  const columns = columnsOf(rows);
  const linked = columns.filter((one) => one.people.filter(isMarked).length >= rows.length * enough);
  const [only] = linked;
  if (only !== undefined)
    return { plain: delimiter !== 'loose' && linked.length === 1 ? asPlace(only) : { kind: 'marked' } };
  // A number beside a link may be anything.
  if (isList && widths.size > 1 && markedRows(rows) >= rows.length * enough)
    return { plain: { kind: 'marked' } };
  if (isList && widths.size > 1 && !columns.slice(0, 1).some(isSequence)) return { plain: allCells };
  const may = candidates(columns, rows.length);
  if (delimiter === 'loose' && !isList) return inLines(rows, may);
  return oneOf(may, isList ? [allCells] : []);
}

/** How many rows hold somebody by more than a number. */
function markedRows(rows: readonly string[][]): number {
  return rows.filter((row) => row.some((cell) => isMarked(readCell(cell)))).length;
}

function oneOf(may: readonly Column[], others: readonly Place[]): Places {
  const [first] = may;
  if (first === undefined) return { plain: { kind: 'line' } };
  return may.length === 1 ? { plain: asPlace(first) } : { ask: [...may.map(asPlace), ...others] };
}

/** A line is a list; two numbers of which one may be a date may be a person and something else. */
function inOneLine(cells: readonly string[], isList: boolean): Places {
  const mayBeDate = isList && cells.length === 2 && cells.some(isDate);
  return mayBeDate
    ? { ask: [{ kind: 'column', column: 0 }, { kind: 'column', column: 1 }, allCells] }
    : { plain: allCells };
}

function candidates(columns: readonly Column[], rows: number): Column[] {
  const numeric = columns.filter((one) => holdsPeople(one) && one.values.length >= rows * enough);
  const likely = numeric.filter((one) => !isSequence(one) && !isDates(one) && !isRepeated(one));
  return likely.length > 0 ? likely : numeric;
}

/** Lines of words parted by spaces: names may be several words, so cells are counted from either end. */
function inLines(rows: readonly string[][], may: readonly Column[]): Places {
  if (markedRows(rows) >= rows.length / 2) return { plain: { kind: 'marked' } };
  const several = rows.filter((row) => row.length > 1);
  const share = (cell: (row: string[]) => string | undefined) =>
    several.filter((row) => readCell(cell(row) ?? '') !== undefined).length / Math.max(1, several.length);
  const atFirst = share((row) => row[0]) >= enough;
  const atLast = share((row) => row.at(-1)) >= enough;
  const [only] = may;
  if (only !== undefined && may.length === 1)
    return { plain: atFirst && !atLast && only.column === 0 ? { kind: 'first' } : asPlace(only) };
  if (atFirst && atLast) return { ask: [{ kind: 'first' }, { kind: 'last' }] };
  return { plain: { kind: atFirst ? 'first' : atLast ? 'last' : 'line' } };
}
