import { endOfDigits, isDigits, isSpace } from '../text/characters.ts';

const marks = [...'、.):。'];

/** What may stand before the number of an item that is not the first of its line. */
const partings = new Set([...',;、:。']);

/** A number alone that is shorter than this is no UID behind the number of an item, but part of a time or a figure. */
const fewestDigits = 4;

/**
 * Where the number of a line in a numbered list ends, as in `3、701005`, with the mark after it; 0 when the line does not
 * begin with that number.
 * @param number the line's place in the list, from 1
 */
export function endOfLineNumber(line: string, number: number): number {
  let start = 0;
  while (isSpace(line.charCodeAt(start))) start += 1;
  return endOfItemNumber(line, start, number);
}

/**
 * A text without the numbers of the list that it is, with spaces in their place; any other as it is. Either every line begins
 * with its number, or one item after another does, as in `1）701001；2）701002`.
 */
export function withoutLineNumbers(text: string): string {
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const ends = filled.map((line, index) => endOfLineNumber(line, index + 1));
  if (ends.includes(0)) return withoutItemNumbers(text) ?? text;
  const [only = ''] = filled;
  if (filled.length === 1) {
    const items = withoutItemNumbers(text);
    if (items !== undefined) return items;
    // `1、2、3` in one line are three people; `1、701003` is one.
    if (!/^\S{4,}$/u.test(only.slice(ends[0]).trim())) return text;
  }
  return lines.map((line) => (line.trim() === '' ? line : blanked(line, ends.shift() ?? 0))).join('\n');
}

/** Where the number of an item begins and ends, with its bracket and its mark. */
interface ItemNumber {
  start: number;
  end: number;
}

/** `undefined` for a text that is no such list. */
function withoutItemNumbers(text: string): string | undefined {
  const numbers = itemNumbers(text);
  const isList =
    numbers.length > 1 && numbers.every(({ end }, at) => isItem(text.slice(end, numbers[at + 1]?.start)));
  if (!isList) return undefined;
  let clean = '';
  let from = 0;
  for (const { start, end } of numbers) {
    clean += text.slice(from, start) + ' '.repeat(end - start);
    from = end;
  }
  return clean + text.slice(from);
}

/** The numbers 1, 2, 3 … as far as each stands where an item may begin. */
function itemNumbers(text: string): ItemNumber[] {
  const found: ItemNumber[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!mayBeginItem(text, at)) continue;
    const end = endOfItemNumber(text, at, found.length + 1);
    // Where `、` parts the items as well, it is no mark: `1、701001、2` are three people.
    if (end === 0 || (text.charAt(end - 1) === '、' && text.charAt(at - 1) === '、')) continue;
    found.push({ start: at, end });
    at = end - 1;
  }
  return found;
}

/** At the beginning, and behind a space or a sign that parts; a number with a bracket before it may follow anything. */
function mayBeginItem(text: string, at: number): boolean {
  if (at === 0 || text.charAt(at) === '(') return true;
  return isSpace(text.charCodeAt(at - 1)) || partings.has(text.charAt(at - 1));
}

/** Where `1)`, `1.`, `(1)` and the like end that begin at `start`, when they have this number; 0 for anything else. */
function endOfItemNumber(text: string, start: number, number: number): number {
  const digits = text.charAt(start) === '(' ? start + 1 : start;
  const wanted = String(number);
  const end = digits + wanted.length;
  if (!text.startsWith(wanted, digits) || endOfDigits(text, end) > end) return 0;
  const mark = text.charAt(end);
  return (digits > start ? mark === ')' : marks.includes(mark)) ? end + 1 : 0;
}

/** Whether something stands behind the number of an item that may be its person. */
function isItem(text: string): boolean {
  let from = 0;
  let to = text.length;
  while (from < to && isAround(text, from)) from += 1;
  while (to > from && isAround(text, to - 1)) to -= 1;
  const item = text.slice(from, to);
  return item !== '' && (!isDigits(item) || item.length >= fewestDigits);
}

function isAround(text: string, at: number): boolean {
  return isSpace(text.charCodeAt(at)) || partings.has(text.charAt(at));
}

function blanked(line: string, end: number): string {
  return ' '.repeat(end) + line.slice(end);
}
