import { parse } from 'csv-parse/sync';
import { splitNames, unharmed } from '../../people/table-cells.ts';
import { UnreadableFile } from '../../people/unreadable-file.ts';
import { groupColumns } from './export-files.ts';
import { createGathering, type Roll } from './import-collector.ts';
import { readJson } from './read-json.ts';

/**
 * Reads whom a text names: one of the documents of /export, a table that was saved anew by a spreadsheet, or UIDs and
 * profile links in any order.
 * @throws UnreadableFile
 */
export function readRoll(text: string): Roll {
  const whole = text.trim();
  if (/^[[{]/u.test(whole)) return readJson(whole);
  const delimiter = delimiterOf(whole);
  const header = tryParse(whole.split(/\r\n|\r|\n/u, 1)[0] ?? '', delimiter)?.[0]?.map(lower);
  if (header && groupColumns.every((column) => header.includes(column))) throw new UnreadableFile('groups');
  return header?.includes('mid') || header?.includes('uid')
    ? readTable(whole, delimiter, header)
    : readLoose(whole, delimiter);
}

function readTable(text: string, delimiter: string, header: readonly string[]): Roll {
  const rows = tryParse(text, delimiter);
  if (rows === undefined) throw new UnreadableFile('table');
  const found = createGathering();
  for (const row of rows.slice(1)) {
    const cell = (column: string) => unharmed(row[header.indexOf(column)] ?? '');
    const mid = cell('mid') || cell('uid');
    // The address comes first: a spreadsheet rounds a long number, and leaves a wrong one that looks right.
    const written = cell('page') ? [cell('page'), mid] : [mid];
    if (written.every((piece) => piece === '')) found.leave(row.join(' ').trim());
    else
      found.add(written, {
        name: cell('name'),
        groups: splitNames(cell('groups')),
        special: /^(?:yes|true|1)$/iu.test(cell('special')),
      });
  }
  return found.roll();
}

/** Without a header every piece may be a person; what a broken quote spoils is read as plain words. */
function readLoose(text: string, delimiter: string): Roll {
  const cells = tryParse(text, delimiter)?.flat() ?? [text];
  const found = createGathering();
  for (const cell of cells) {
    const pieces = unharmed(cell)
      .replace(/\bUID[:：]?\s*(?=\d)/giu, 'UID:')
      .split(/[\s,，、;；]+/u);
    for (const piece of pieces) if (piece !== '') found.add([piece]);
  }
  return found.roll();
}

/** Commas, or what a spreadsheet of another country writes in their place: the one there is most of in the first line. */
function delimiterOf(text: string): string {
  const line = (text.split(/\r\n|\r|\n/u, 1)[0] ?? '').replace(/"[^"]*"/gu, '');
  const times = (one: string) => line.split(one).length;
  return [',', ';', '\t'].reduce((best, one) => (times(one) > times(best) ? one : best));
}

/** `undefined` when the quotes do not fit. */
function tryParse(text: string, delimiter: string): string[][] | undefined {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch {
    return undefined;
  }
}

function lower(cell: string): string {
  return unharmed(cell).toLowerCase();
}
