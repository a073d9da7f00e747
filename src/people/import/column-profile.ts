import { isDigits } from '../../text/character-classes.ts';
import { isShortNumber } from '../short-numbers-on-line.ts';
import { type CellPerson, itemOfCell, readCell } from './person-in-cell.ts';

/** A column holds people, or something else, when so many of its cells are such. */
export const enough = 0.8;

/** A column of the first rows of a table. */
export interface Column {
  column: number;
  /** Its cells, without the empty ones. */
  values: string[];
  people: (CellPerson | undefined)[];
}

const widest = 64;

/** The columns of some rows, the first 64. */
export function columnsOf(rows: readonly string[][]): Column[] {
  const width = Math.min(widest, Math.max(0, ...rows.map((row) => row.length)));
  return Array.from({ length: width }, (_, column) => {
    const values = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
    return { column, values, people: values.map(readCell) };
  });
}

/** Whether nearly all of a column's cells are people. */
export function holdsPeople({ values, people }: Column): boolean {
  return (
    values.length > 0 && people.filter((person) => person !== undefined).length >= values.length * enough
  );
}

/** Whether somebody is meant by more than a number: a link, a mark. */
export function isMarked(person: CellPerson | undefined): boolean {
  return person?.kind === 'person' && person.exact;
}

/** 1, 2, 3, …: the numbers of the rows. */
export function isSequence({ values }: Column): boolean {
  const start = Number(values[0]);
  return (
    values.length > 1 &&
    start <= 1 &&
    values.every((cell, index) => Number(cell.replace(/[.、):]$/u, '')) === start + index)
  );
}

/** Days as `20080309`, or years. */
export function isDates({ values }: Column): boolean {
  return values.length > 0 && values.every(isDate);
}

/** A day as `20080309`, or a year. */
export function isDate(cell: string): boolean {
  if (!isDigits(cell)) return false;
  return /^(?:19|20)\d{2}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?$/u.test(cell.slice(0, 9));
}

/** Days and hours, which are no part of a name: `2024/1/1`, `2024年1月1日`, `2024-01-01T08:00:00Z`. */
export function isTime(cell: string): boolean {
  return cell.length <= 32 && /^\d[\d\s:./年月日时分秒TZ+-]*$/u.test(cell);
}

/** Mostly numbers that are short for UIDs, or times. */
export function isShort({ people }: Column): boolean {
  const short = people.filter((person) => isShortNumber(itemOfCell(person)));
  return short.length > people.length / 2;
}

/** Each person stands in a list once, or nearly. */
export function isRepeated({ values }: Column): boolean {
  const different = new Set(values).size;
  return values.length >= 5 ? different < values.length * enough : values.length > 1 && different === 1;
}
