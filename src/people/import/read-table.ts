import { redactedExcerpt } from '../../text/find-and-redact-credentials.ts';
import type { Interruptible } from '../../text/interruptible-work.ts';
import { withNumbersApart } from '../people-in-text.ts';
import { numbersOfNobody } from '../short-numbers-on-line.ts';
import { unescapeFormula } from '../spreadsheet-cell-encoding.ts';
import { withoutAttributions, withoutLogPrefixes } from '../strip-chat-and-log-prefixes.ts';
import { UnreadableFile } from '../unreadable-file.ts';
import type { Place } from './columns-with-people.ts';
import { delimiterOf } from './detect-delimiter.ts';
import { isMarkOfUid } from './field-kinds.ts';
import { cleanRow, findColumns, type TableLayout } from './find-table-layout.ts';
import { createPeopleCollector, type PeopleCollector, type PeopleRead } from './people-collector.ts';
import { peopleInRows, peopleMarkedIn, readRowDetails } from './people-in-row.ts';
import { inPiece, itemOfCell, readCell } from './person-in-cell.ts';
import { type Delimiter, readRows } from './read-rows.ts';

/** How many rows are looked at to find the column that holds the people. */
const sampleRows = 200;
const sampleCells = 4000;
/** A list that a message may hold, in characters. */
const shortList = 4096;

/** How a table is read, where the rows do not say it. */
interface TableOptions {
  /** The `choice` of one of the candidates. */
  choice?: string | undefined;
  /** What the file calls itself. */
  kind?: PeopleRead['kind'] | undefined;
}

/**
 * Whom a table or a list names: a document of /export, a table of another program or one that a spreadsheet saved anew,
 * or UIDs and links a line. One column holds the people; where it is not plain which, the candidates are given.
 * @throws UnreadableFile `groups`
 */
export function* readTable(written: string, options: TableOptions = {}): Interruptible<ImportText> {
  // In a longer text the numbers of its rows show by themselves.
  const plain = yield* withoutLogPrefixes(yield* withoutAttributions(written));
  const text = plain.length <= shortList ? withNumbersApart(plain) : plain;
  const delimiter = delimiterOf(text);
  return yield* readTableRows((take) => readRows(text, delimiter, take), delimiter, options);
}

/**
 * The same as `readTable` for rows that are already apart.
 * @param eachRow hands on the cells of one row after another, as often as it is called, until told `false`
 * @throws UnreadableFile `groups`
 */
export function* readTableRows(
  eachRow: (take: (cells: string[]) => boolean) => Interruptible<void>,
  delimiter: Delimiter,
  { choice, kind }: TableOptions = {},
): Interruptible<ImportText> {
  const sample: string[][] = [];
  let looked = 0;
  yield* eachRow((cells) => {
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
  yield* eachRow((cells) => {
    row += 1;
    if (row > chosen.skip) addRow(people, chosen, cleanRow(cells, chosen, row - chosen.skip));
    return true;
  });
  return people.result(kind, chosen.header === undefined);
}

/** The table of groups that /export writes: `group`, `people`. */
function isListOfGroups(header: readonly string[]): boolean {
  const names = header.map((cell) => unescapeFormula(cell).toLowerCase());
  return names.length === 2 && names.includes('group') && names.includes('people');
}

function pick(
  { places, layout }: { places: readonly Place[]; layout: Omit<TableLayout, 'place'> },
  choice: string | undefined,
): TableLayout | undefined {
  const place = places.find((one) => choiceOf(one) === choice);
  return place && { ...layout, place };
}

/** What a reader's choice is called in callback data. */
function choiceOf(place: Place): string {
  return place.kind === 'column' ? `column${place.column}` : place.kind;
}

function candidateOf(
  place: Place,
  layout: Omit<TableLayout, 'place'>,
  sample: readonly string[][],
): Candidate {
  const rows = sample.slice(layout.skip, layout.skip + 3);
  const header = place.kind === 'column' ? layout.header?.[place.column] : undefined;
  return {
    choice: choiceOf(place),
    header: header && redactedExcerpt(header, longestHeader),
    rows: rows.map((row) => redactedExcerpt(row.slice(0, 8).join(' · '), longestRow)),
    mids: rows.flatMap((row, index) =>
      peopleInRows(cleanRow(row, layout, index + 1), { ...layout, place }).flatMap((person) =>
        person.kind === 'person' ? [person.mid] : [],
      ),
    ),
  };
}

function addRow(people: PeopleCollector, layout: TableLayout, cells: readonly string[]): void {
  if (layout.place.kind === 'all') {
    addAll(people, cells);
    return;
  }
  const found = isTotal(cells, layout) ? [] : peopleInRows(cells, layout);
  if (found.length === 0) people.leave(leftOf(cells, layout));
  for (const person of found)
    people.add(person, found.length === 1 ? readRowDetails(cells, layout, person) : {});
}

/** `合计,2` below a table. */
function isTotal(cells: readonly string[], { place }: TableLayout): boolean {
  return (
    place.kind === 'column' &&
    cells.some((cell) => /^(?:合计|总计|共计|总共|小计|total)[:：]?$/iu.test(cell.slice(0, 8)))
  );
}

/** Every cell is somebody, or is left; so is a number that is short beside others. */
function addAll(people: PeopleCollector, cells: readonly string[]): void {
  const areMarked = cells.some(isMarkOfUid);
  const each = cells.map(
    (cell) => readCell(cell) ?? (areMarked && !isMarkOfUid(cell) ? undefined : inPiece(cell)),
  );
  const items = each.map(itemOfCell);
  const isNobody = numbersOfNobody(items);
  for (const [at, cell] of cells.entries()) {
    const person = each[at];
    const found = person === undefined ? peopleMarkedIn([cell]) : isNobody(items[at]) ? [] : [person];
    if (found.length === 0) people.leave(cell);
    for (const one of found) people.add(one);
  }
}

/** What is listed back of a row that means nobody: the cell that should, or all of it. */
function leftOf(cells: readonly string[], { place }: TableLayout): string {
  return (place.kind === 'column' ? cells[place.column] : '') || cells.slice(0, 8).join(' ');
}

/** How much of a header and of a row is shown, in characters. */
export const longestHeader = 60;
export const longestRow = 200;

/** One of the columns or lists that may hold the people, where a file does not make it plain which does. */
export interface Candidate {
  /** What is handed back to read the file by it; a short word that fits callback data. */
  choice: string;
  /** What stands above the column, or the key of the list, cut short; `undefined` when nothing does. */
  header?: string | undefined;
  /** The first rows, cut short, without credentials; foreign text otherwise. */
  rows: string[];
  /** Whom the first rows mean if this is the column. */
  mids: number[];
}

/** What was read: people, or the question which of several columns holds them. */
export type ImportText = PeopleRead | { kind: 'ambiguous'; candidates: Candidate[] };
