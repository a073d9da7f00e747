import { endOfDigits, isDigits, isSpace } from '../text/character-classes.ts';

const itemMarks = [...'、.):。'];

/**
 * Brackets around an item number. Those that may also enclose a UID count only at the beginning of a line.
 */
const brackets: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['【', '】'],
]);

/** Single characters that number an item: ① to ⑳, 一 to 十. */
const circledOne = 0x2460;
const mostCircled = 20;
const chineseNumerals = [...'一二三四五六七八九十'];

/** Signs that may come before an item number within a line. */
const separators = new Set([...',;、:。']);

/** A shorter number after an item number is no UID, but part of a time or a figure. */
const fewestDigits = 4;

/**
 * Where the line's number ends, as in `3、701005`, `[3] 701005` or `③701005`, including the mark after it; 0
 * when the line does not begin with its number.
 * @param number the line's place in the list, from 1
 */
export function endOfLineNumber(line: string, number: number): number {
  return endOfMarkedNumber(line, number) || endOfBareNumber(line, startOf(line), number);
}

/** The same for a number with a mark after it or in brackets, or a sign such as ③. */
function endOfMarkedNumber(line: string, number: number): number {
  const start = startOf(line);
  return (
    endOfItemNumber(line, start, number) ||
    endOfSign(line, start, number) ||
    endOfNumberInBrackets(line, start, number)
  );
}

function startOf(line: string): number {
  let start = 0;
  while (isSpace(line.charCodeAt(start))) start += 1;
  return start;
}

/**
 * The text of a numbered list with its numbers replaced by spaces; any other text unchanged. A numbered list
 * has a number on every line, or on those below a title, or items in a row, as in `1）701001；2）701002`.
 */
export function withoutLineNumbers(text: string): string {
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const ends = lineNumberEnds(filled);
  if (filled.length === 1) {
    const [only = ''] = filled;
    const items = withoutItemNumbers(text);
    if (items !== undefined) return items;
    // `1、2、3` in one line are three people; `1、701003` is one.
    const rest = only.slice(ends?.[0], longestSingle).trim();
    if (!/\d{4}|[@/]/u.test(rest)) return text;
  }
  if (ends === undefined) return withoutItemNumbers(text) ?? text;
  return lines
    .map((line) => (line.trim() === '' ? line : withSpacesUpTo(line, ends.shift() ?? 0)))
    .join('\n');
}

/** How far a text of one line is searched for the person behind its number, in UTF-16 units. */
const longestSingle = 200;

/**
 * Where the number of each line ends; 0 for a title or a remark, which no number begins, among lines whose numbers have a
 * mark after them. `undefined` when the lines are not numbered.
 */
function lineNumberEnds(lines: readonly string[]): number[] | undefined {
  const first = firstNumber(lines);
  const all = lines.map((line, index) => endOfLineNumber(line, first + index));
  if (!all.includes(0)) return all;
  let number = 0;
  const marked = lines.map((line) => {
    for (const next of [number + 1, 1]) {
      const end = endOfMarkedNumber(line, next);
      if (end === 0 || !mayFollowNumber(line.slice(end).trim())) continue;
      number = next;
      return end;
    }
    return 0;
  });
  const isList = number > 0 && lines.every((line, index) => marked[index] !== 0 || !/^\s*\d/u.test(line));
  return isList ? marked : undefined;
}

/** Whether a line may go on so behind its number: not with the minutes of a time or the end of a fraction. */
function mayFollowNumber(rest: string): boolean {
  const digits = endOfDigits(rest, 0);
  return rest === '' || digits === 0 || digits >= fewestDigits;
}

/** The first number of a list. A page of a longer list may begin with any number, if a mark follows it. */
function firstNumber([line = '', next]: readonly string[]): number {
  const start = line.length - line.trimStart().length;
  const digits = line.slice(start, endOfDigits(line, start));
  const end = start + digits.length;
  const isMarked = digits.length < fewestDigits && itemMarks.includes(line.charAt(end));
  return next !== undefined && isMarked && isItem(line.slice(end + 1)) ? Math.max(1, Number(digits)) : 1;
}

/** The span of an item number, with its bracket and mark. */
interface ItemNumber {
  start: number;
  end: number;
}

/** The same for items in a row; `undefined` when the text is not such a list. */
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

/** The numbers 1, 2, 3, … at positions where an item may begin. */
function itemNumbers(text: string): ItemNumber[] {
  const found: ItemNumber[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!mayBeginItem(text, at)) continue;
    const end = endOfItemNumber(text, at, found.length + 1);
    // Where `、` also separates the items, it marks no number: `1、701001、2` are three people.
    if (end === 0 || (text.charAt(end - 1) === '、' && text.charAt(at - 1) === '、')) continue;
    found.push({ start: at, end });
    at = end - 1;
  }
  return found;
}

/**
 * An item begins at the start of the text or after a space or separator; a number in brackets may follow
 * anything.
 */
function mayBeginItem(text: string, at: number): boolean {
  if (at === 0 || text.charAt(at) === '(') return true;
  return isSpace(text.charCodeAt(at - 1)) || separators.has(text.charAt(at - 1));
}

/** Where an item number such as `1)`, `1.` or `(1)` at `start` ends, if it is this number; else 0. */
function endOfItemNumber(text: string, start: number, number: number): number {
  const digits = text.charAt(start) === '(' ? start + 1 : start;
  const end = endOfNumber(text, digits, number);
  const mark = text.charAt(end);
  return end > 0 && (digits > start ? mark === ')' : itemMarks.includes(mark)) ? end + 1 : 0;
}

/** Where the digits at `start` end, leading zeros allowed, if they are this number; else 0. */
function endOfNumber(text: string, start: number, number: number): number {
  const end = endOfDigits(text, start);
  return end > start && end - start <= 6 && Number(text.slice(start, end)) === number ? end : 0;
}

/** Where `①`, `①、` or `一、` ends. */
function endOfSign(line: string, start: number, number: number): number {
  if (number <= mostCircled && line.charCodeAt(start) === circledOne + number - 1)
    return itemMarks.includes(line.charAt(start + 1)) ? start + 2 : start + 1;
  if (line.charAt(start) === chineseNumerals[number - 1] && itemMarks.includes(line.charAt(start + 1)))
    return start + 2;
  return 0;
}

/** Where `[1]` or `【1】` ends. Without a person after it, the brackets contain the person. */
function endOfNumberInBrackets(line: string, start: number, number: number): number {
  const closing = brackets.get(line.charAt(start));
  const end = closing === undefined ? 0 : endOfNumber(line, start + 1, number);
  return end > 0 && line.charAt(end) === closing && isItem(line.slice(end + 1)) ? end + 1 : 0;
}

/**
 * Where the number of `1 701003`, `#1 701003` or `No.1 701003` ends. With only a space after the number, a
 * word or what may be a person must follow.
 */
function endOfBareNumber(line: string, start: number, number: number): number {
  const sign = /^(?:#|no\.? ?)/iu.exec(line.slice(start, start + 4))?.[0] ?? '';
  const end = endOfNumber(line, start + sign.length, number);
  return end > 0 && line.charAt(end) === ' ' && /\d{4}|[@/\p{L}]/u.test(line.slice(end, end + 200)) ? end : 0;
}

/** Whether the text after an item number may be its person. */
function isItem(text: string): boolean {
  let from = 0;
  let to = text.length;
  while (from < to && isAround(text, from)) from += 1;
  while (to > from && isAround(text, to - 1)) to -= 1;
  const item = text.slice(from, to);
  return item !== '' && (!isDigits(item) || item.length >= fewestDigits);
}

function isAround(text: string, at: number): boolean {
  return isSpace(text.charCodeAt(at)) || separators.has(text.charAt(at));
}

function withSpacesUpTo(line: string, end: number): string {
  return ' '.repeat(end) + line.slice(end);
}
