import { endOfDigits, isAlphanumeric, isDigit, isLineEnd, isSpace } from '../../text/character-classes.ts';
import { createYieldCounter, type Interruptible, stepsBetweenYields } from '../../text/interruptible-work.ts';

/** What parts the cells of a row: a sign, or in a text without one (`loose`) spaces and commas of any kind; `none`: a cell a line. */
export type Delimiter = ',' | ';' | '\t' | '|' | '，' | 'loose' | 'none';

/** A row that is longer is a list in one line: it comes in several pieces of this many cells. */
export const widestRow = 256;

/** Cells are cut: nothing that means somebody is longer, in characters. */
const longestCell = 2000;
/** A cell in quotes that is longer has lost its end; after so many of them quotes are signs like others. */
const longestQuoted = 4096;
const mostBroken = 100;

/**
 * Takes a table apart row by row and hands each on, in one pass: blank lines, comments and lines of dashes are no rows.
 * Unlike csv-parse, whose stream ends at the first quote out of place, it takes such a quote for a letter, loses no row to
 * one that is never closed, and yields.
 * @param text the table
 * @param take is handed the cells of each row; returns `false` to be handed no more
 */
export function* readRows(
  text: string,
  delimiter: Delimiter,
  take: (cells: string[]) => boolean,
): Interruptible<void> {
  let cells: string[] = [];
  let broken = 0;
  const isYieldDue = createYieldCounter();
  for (let at = skip(text, afterSepLine(text), delimiter); at < text.length; ) {
    if (isYieldDue(at)) yield;
    const isRemark = (cells.length === 0 || delimiter === 'loose') && isComment(text, at);
    const quoted = isRemark || broken >= mostBroken ? undefined : quotedCell(text, at, delimiter);
    if (quoted === undefined && !isRemark && text.charCodeAt(at) === 0x22) broken += 1;
    const end = quoted?.end ?? (yield* endOfCell(text, at, isRemark ? 'none' : delimiter));
    const cell = quoted?.cell ?? text.slice(at, Math.min(end, at + longestCell)).trim();
    const isRow = !isRemark || cells.length > 0;
    if (isRow && (cell !== '' || delimiter !== 'loose')) cells.push(cell);
    at = skip(text, end + 1, delimiter);
    const isLast = end >= text.length || isLineEnd(text.charCodeAt(end));
    if (!isLast && cells.length < widestRow) continue;
    if (!cells.every(isRuler) && !take(cells)) return;
    cells = [];
  }
  if (!cells.every(isRuler)) take(cells);
}

/** Where a cell without quotes ends. */
function* endOfCell(text: string, from: number, delimiter: Delimiter): Interruptible<number> {
  let end = from;
  while (
    end < text.length &&
    !isLineEnd(text.charCodeAt(end)) &&
    !isDelimiter(text.charCodeAt(end), delimiter)
  ) {
    end += 1;
    if ((end - from) % stepsBetweenYields === 0) yield;
  }
  return end;
}

/** The sign a spreadsheet is told in a first line `sep=;`. */
export function sepOf(text: string): string | undefined {
  const from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return /^"?sep=(.)"?\s*$/iu.exec(text.slice(from, endOfLine(text, from, 12)))?.[1];
}

function afterSepLine(text: string): number {
  const from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return sepOf(text) === undefined ? from : endOfLine(text, from, 12) + 1;
}

/** Where the line ends that `from` is in, or how far of it is looked at. */
export function endOfLine(text: string, from: number, most: number): number {
  const last = Math.min(text.length, from + most);
  let end = from;
  while (end < last && !isLineEnd(text.charCodeAt(end))) end += 1;
  return end;
}

function isDelimiter(code: number, delimiter: Delimiter): boolean {
  if (delimiter === 'none') return false;
  if (delimiter !== 'loose') return code === delimiter.charCodeAt(0);
  return (
    isSpace(code) || code === 0x2c || code === 0x3b || code === 0xff0c || code === 0xff1b || code === 0x3001
  );
}

/** Spaces before a cell are none of it; a line's end is. */
function skip(text: string, from: number, delimiter: Delimiter): number {
  let at = from;
  for (
    let code = text.charCodeAt(at);
    isSpace(code) && !isLineEnd(code) && !(delimiter === '\t' && code === 9);
  ) {
    at += 1;
    code = text.charCodeAt(at);
  }
  return at;
}

/** `# words` and `// words`, but neither `#1` nor `#互关#` nor `//space.bilibili.com/…`. */
function isComment(text: string, at: number): boolean {
  if (text.charCodeAt(at) === 0x23)
    return !isDigit(text.charCodeAt(at + 1)) && !/^#[^\s#]{1,32}#/u.test(text.slice(at, at + 40));
  return text.startsWith('//', at) && !isAlphanumeric(text.charCodeAt(at + 2));
}

/** A line, or a cell of one, that parts the head of a table from its rows, or draws a frame about it. */
export function isRuler(cell: string): boolean {
  return cell.length <= longestRuler && /^[-+:=|─━┼├┤│┌┐└┘┬┴]*$/u.test(cell);
}

const longestRuler = 400;

/**
 * A cell in quotes, doubled within it, which may go over several lines. `undefined` when the quotes are not those of a
 * cell: never closed, or closed after what looks like the beginning of another row.
 */
function quotedCell(
  text: string,
  from: number,
  delimiter: Delimiter,
): { cell: string; end: number } | undefined {
  if (text.charCodeAt(from) !== 0x22) return undefined;
  let cell = '';
  let copied = from + 1;
  const last = Math.min(text.length, from + longestQuoted);
  for (let at = from + 1; at < last; at += 1) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code) && beginsRow(text, at + 1, delimiter)) return undefined;
    if (code !== 0x22) continue;
    if (text.charCodeAt(at + 1) === 0x22) {
      cell += text.slice(copied, at + 1);
      at += 1;
      copied = at + 1;
      continue;
    }
    const end = skip(text, at + 1, delimiter);
    if (end < text.length && !isLineEnd(text.charCodeAt(end)) && !endsCell(text, at + 1, end, delimiter))
      continue;
    return { cell: (cell + text.slice(copied, Math.min(at, copied + longestCell))).trim(), end };
  }
  return undefined;
}

function endsCell(text: string, afterQuote: number, end: number, delimiter: Delimiter): boolean {
  return isDelimiter(text.charCodeAt(end), delimiter) || (delimiter === 'loose' && end > afterQuote);
}

/** Whether a line begins with a number and the end of its cell. */
function beginsRow(text: string, from: number, delimiter: Delimiter): boolean {
  const start = text.charCodeAt(from) === 0x22 || text.charCodeAt(from) === 0x27 ? from + 1 : from;
  if (text.charCodeAt(start) < 0x30 || text.charCodeAt(start) > 0x39) return false;
  const digits = text.slice(start, start + 18);
  let end = start + endOfDigits(digits, 0);
  if (end - start < 3) return false;
  if (text.charCodeAt(end) === 0x22) {
    // A quote that none opened on this line ends the cell that it is in.
    if (start === from) return false;
    end += 1;
  }
  return (
    end >= text.length || isLineEnd(text.charCodeAt(end)) || isDelimiter(text.charCodeAt(end), delimiter)
  );
}
