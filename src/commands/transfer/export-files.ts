import { stringify } from 'csv-stringify/sync';
import { escapeFormula, joinNames } from '../../people/spreadsheet-cell-encoding.ts';
import type { Interruptible } from '../../text/interruptible-work.ts';
import type { ExportDocument, ExportedPerson } from './export-json-document.ts';

/** A file to send. */
export interface NamedFile {
  name: string;
  bytes: Buffer;
}

/** Columns of a list of people; the same in every language, since /import reads them. */
const columns = ['mid', 'name', 'relation', 'since', 'groups', 'special', 'sign', 'note', 'page'] as const;
/** Columns of the list of groups. */
const groupColumns = ['group', 'people'] as const;

/** Rows written before yielding: a few milliseconds of work. */
const rowsAtOnce = 100;

/** The files of an export: everything as JSON, and a table per list. `date`: `2026-11-21`. */
export function* toExportFiles(document: ExportDocument, date: string): Interruptible<NamedFile[]> {
  const { following, fans, blacks, groups } = document;
  const tables: Record<string, string | undefined> = {
    'following.csv': following && (yield* peopleTable(following)),
    'fans.csv': fans && (yield* peopleTable(fans)),
    'blacks.csv': blacks && (yield* peopleTable(blacks)),
    'groups.csv': groups && (yield* toCsv(groupColumns, groups, ({ name, people }) => [name, people])),
  };
  const json = yield* stringifyLists(document);
  return [
    {
      name: `guanxi-${document.account.mid}-${date}.json`,
      bytes: Buffer.from(`${json}\n`),
    },
    ...Object.entries(tables).flatMap(([name, text]) =>
      text === undefined ? [] : [{ name, bytes: Buffer.from(text) }],
    ),
  ];
}

/**
 * A list of people as CSV. Without group names the column is left out, since empty cells would mean no
 * groups; the same for notes when there are none.
 */
function* peopleTable(people: readonly ExportedPerson[]): Interruptible<string> {
  const unnamed = people.length > 0 && people.every(({ groups }) => groups === undefined);
  const unnoted = people.every(({ note }) => note === undefined);
  const shown = columns.filter(
    (column) => !(column === 'groups' && unnamed) && !(column === 'note' && unnoted),
  );
  return yield* toCsv(shown, people, (person) => shown.map((column) => cellOf(person[column])));
}

function cellOf(value: ExportedPerson[keyof ExportedPerson]): string | number {
  if (typeof value === 'boolean') return value ? 'yes' : '';
  if (Array.isArray(value)) return joinNames(value);
  return value ?? '';
}

/** CSV with one row per item, a byte order mark and CRLF line ends, as spreadsheets expect. */
function* toCsv<T>(
  header: readonly string[],
  items: readonly T[],
  cellsOf: (item: T) => (string | number)[],
): Interruptible<string> {
  const written = (records: unknown[][], bom: boolean) =>
    stringify(records, { bom, record_delimiter: 'windows' });
  let text = written([[...header]], true);
  for (let start = 0; start < items.length; start += rowsAtOnce) {
    const records = items
      .slice(start, start + rowsAtOnce)
      .map((item) => cellsOf(item).map((cell) => (typeof cell === 'string' ? escapeFormula(cell) : cell)));
    text += written(records, false);
    yield;
  }
  return text;
}

/**
 * The same text as `JSON.stringify(value, undefined, 1)`, written one list item at a time, so that other work
 * can run in between.
 */
export function* stringifyLists(value: object): Interruptible<string> {
  const fields: string[] = [];
  for (const [name, content] of Object.entries(value)) {
    if (content === undefined) continue;
    const text = Array.isArray(content) ? yield* stringifyList(content) : toJson(content, ' ');
    fields.push(`${JSON.stringify(name)}: ${text}`);
  }
  return fields.length === 0 ? '{}' : `{\n ${fields.join(',\n ')}\n}`;
}

function* stringifyList(items: readonly unknown[]): Interruptible<string> {
  const texts: string[] = [];
  for (const item of items) {
    texts.push(toJson(item, '  '));
    yield;
  }
  return texts.length === 0 ? '[]' : `[\n  ${texts.join(',\n  ')}\n ]`;
}

/**
 * The JSON of a value, indented for its depth in the document. Line breaks within strings are escaped as
 * `\n`, so every real one starts a line.
 */
function toJson(value: unknown, indent: string): string {
  return JSON.stringify(value, undefined, 1).replaceAll('\n', `\n${indent}`);
}
