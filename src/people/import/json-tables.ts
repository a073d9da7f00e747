import { type Interruptible, stepsBetweenYields } from '../../text/interruptible-work.ts';
import { fieldKind } from './field-kinds.ts';
import { isObject, type JsonObject } from './person-in-json-entry.ts';
import { widestRow } from './read-rows.ts';

/** A table in JSON: rows of plain values, as data frames and spreadsheets are saved. */
export interface JsonTable {
  /** The keys that lead to it, joined by dots; empty for the text itself. */
  path: string;
  /** The names of the columns, where the JSON gives them apart from the rows. */
  header?: string[] | undefined;
  rows: readonly (readonly unknown[])[];
}

/** How many rows are looked at to tell a table, and how many keys. */
const sample = 50;
const mostColumns = 100;

const headerKeys = new Set(['columns', 'header', 'headers', 'fields', 'cols', 'titles', 'keys']);

/**
 * The table that a value is: a list of lists, such a list beside the names of its columns (`{ columns, data }`), or an
 * object with a list for each column, one of them of mids. `undefined` for any other value.
 */
export function jsonTableOf(value: unknown, path: string): JsonTable | undefined {
  if (isRows(value)) return { path, rows: value };
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value).slice(0, mostColumns);
  const rows = keys.map((key) => value[key]).find(isRows);
  if (rows === undefined) return tableOfColumns(value, keys, path);
  const names = keys.filter((key) => headerKeys.has(key.toLowerCase())).map((key) => value[key]);
  const header = names.map(columnNames).find((all) => all !== undefined);
  return { path, header, rows };
}

/** Hands on the header and the rows of tables, each cell as it would stand in a file; wide rows come in pieces. */
export function* jsonTableRows(
  tables: readonly JsonTable[],
  take: (cells: string[]) => boolean,
): Interruptible<void> {
  const [first] = tables;
  if (first?.header && !take(first.header)) return;
  let cells = 0;
  for (const { rows } of tables) {
    for (const row of rows) {
      for (let at = 0; at < row.length; at += widestRow) {
        const piece = row.slice(at, at + widestRow);
        cells += piece.length;
        if (!take(piece.map(cellOf))) return;
      }
      if (cells < stepsBetweenYields / 64) continue;
      cells = 0;
      yield;
    }
  }
}

function isRows(value: unknown): value is unknown[][] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.slice(0, sample).every((row) => Array.isArray(row) && row.slice(0, mostColumns).every(isPlain)) &&
    value.every(Array.isArray)
  );
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** `{ mid: [701003], name: ['北岸北'] }`, and the same with objects that are numbered from 0. */
function tableOfColumns(value: JsonObject, keys: readonly string[], path: string): JsonTable | undefined {
  const kinds = keys.map(fieldKind);
  if (keys.length < 2 || !kinds.includes('mid') || kinds.filter((kind) => kind !== undefined).length < 2)
    return undefined;
  const columns: (readonly unknown[])[] = [];
  for (const key of keys) {
    const column = value[key];
    const cells = Array.isArray(column) ? column : isObject(column) ? Object.values(column) : [];
    if (cells.length === 0 || cells.length !== (columns[0] ?? cells).length) return undefined;
    if (!cells.slice(0, sample).every(isPlain)) return undefined;
    columns.push(cells);
  }
  const rows = (columns[0] ?? []).map((_, row) => columns.map((cells) => cells[row]));
  return { path, header: [...keys], rows };
}

/** Names of columns, as texts or as objects with a `name`. */
function columnNames(value: unknown): string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const names = value.slice(0, mostColumns).map((one) => {
    const name = isObject(one) ? (one.name ?? one.title ?? one.label ?? one.field ?? one.key) : one;
    return typeof name === 'string' ? name : undefined;
  });
  return names.every((name) => name !== undefined) ? names : undefined;
}

function cellOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : isPlain(value) && value !== null ? String(value) : '';
}
