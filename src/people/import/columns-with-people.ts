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
  isShort,
} from './column-profile.ts';
import { fieldKind, isMarkOfUid } from './field-kinds.ts';
import { readCell } from './person-in-cell.ts';
import { type Delimiter, widestRow } from './read-rows.ts';

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
  | { kind: 'line'; areFieldsNobody?: boolean };

/** One place that is plain, or those of which the reader has to choose. */
type Places = { plain: Place } | { ask: Place[] };

/** By the names of the columns; where none is known to hold people, one without a known name may. */
export function placesByHeader(header: readonly string[], rows: readonly string[][]): Places {
  const columns = columnsOf(rows);
  const kinds = header.map(fieldKind);
  const link = kinds.indexOf('link');
  const isLink = link >= 0 && (columns[link]?.people.some(isMarked) ?? false);
  const shared = isLink ? { link } : {};
  const mids = columns.filter(({ column }) => kinds[column] === 'mid');
  const told = mids.length > 1 ? mids.filter(holdsPeople) : mids;
  if (told.length > 1) return { ask: told.map(({ column }) => ({ kind: 'column', column, ...shared })) };
  const [only] = told.length === 1 ? told : mids;
  const at = only?.column ?? (isLink ? link : kinds.indexOf('mid'));
  if (at >= 0) return { plain: { kind: 'column', column: at, ...shared } };
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
export function placesByRows(rows: readonly string[][], delimiter: Delimiter): Places {
  const all = rows.flat().filter((cell) => cell !== '');
  const isList = all.length > 0 && all.every((cell) => readCell(cell) !== undefined);
  if (rows.some((row) => row.length >= widestRow)) return { plain: allCells };
  if (rows.length <= 1) return inOneLine(all, isList);
  const widths = new Set(rows.map((row) => row.length));
  if (widths.size === 1 && widths.has(1)) return { plain: asLines(rows) };
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

/** Lines of any kind; `UID：701003` above `关注：678` says whose number that is. */
function asLines(rows: readonly string[][]): Extract<Place, { kind: 'line' }> {
  return {
    kind: 'line',
    areFieldsNobody: rows.some((row) => row.some((cell) => isMarkOfUid(cell) && isMarked(readCell(cell)))),
  };
}

/** How many rows hold somebody by more than a number. */
function markedRows(rows: readonly string[][]): number {
  return rows.filter((row) => row.some((cell) => isMarked(readCell(cell)))).length;
}

function oneOf(may: readonly Column[], others: readonly Place[]): Places {
  const [first] = may;
  if (first === undefined) return { plain: { kind: 'marked' } };
  // Short numbers beside words, and days, may be anything: that is asked, even of one column.
  const isPlain = may.length === 1 && !isShort(first) && !isDates(first);
  return isPlain ? { plain: asPlace(first) } : { ask: [...may.map(asPlace), ...others] };
}

/** A line is a list; two numbers of which one may be a date may be a person and something else. */
function inOneLine(cells: readonly string[], isList: boolean): Places {
  const mayBeDate = isList && cells.length === 2 && cells.some(isDate);
  return mayBeDate
    ? { ask: [{ kind: 'column', column: 0 }, { kind: 'column', column: 1 }, allCells] }
    : { plain: allCells };
}

function candidates(columns: readonly Column[], rows: number): Column[] {
  const may = columns.filter(
    (one) => holdsPeople(one) && one.values.length >= rows * enough && !isSequence(one) && !isRepeated(one),
  );
  const likely = may.filter((one) => !isDates(one));
  return likely.length > 0 ? likely : may;
}

/** Lines of words parted by spaces: names may be several words, so cells are counted from either end. */
function inLines(rows: readonly string[][], may: readonly Column[]): Places {
  if (markedRows(rows) >= rows.length / 2) return { plain: { kind: 'marked' } };
  const lines = asLines(rows);
  if (lines.areFieldsNobody) return { plain: lines };
  const several = rows.filter((row) => row.length > 1);
  const share = (cell: (row: string[]) => string | undefined) =>
    several.filter((row) => readCell(cell(row) ?? '') !== undefined).length / Math.max(1, several.length);
  const atFirst = share((row) => row[0]) >= enough;
  const atLast = share((row) => row.at(-1)) >= enough;
  const [only] = may;
  if (only !== undefined && may.length === 1 && isShort(only)) return { plain: asLines(rows) };
  const isEven = rows.every((row) => row.length === rows[0]?.length);
  if (may.length > 1 && isEven) return oneOf(may, []);
  if (only !== undefined && may.length === 1)
    return { plain: atFirst && !atLast && only.column === 0 ? { kind: 'first' } : asPlace(only) };
  if (atFirst && atLast) return { ask: [{ kind: 'first' }, { kind: 'last' }] };
  return { plain: { kind: atFirst ? 'first' : atLast ? 'last' : 'line' } };
}
