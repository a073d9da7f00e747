import { endOfDigits, isDigits, isSpace } from '../text/character-classes.ts';

const marks = [...'、.):。'];

/** Brackets around a number; those that people also put around a UID count only at the beginning of a line. */
const brackets: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['【', '】'],
]);

/** One sign that is a number of an item: ① to ⑳, 一 to 十. */
const circled = 0x2460;
const mostCircled = 20;
const spoken = [...'一二三四五六七八九十'];

/** What may stand before the number of an item that is not the first of its line. */
const partings = new Set([...',;、:。']);

/** A number alone that is shorter than this is no UID behind the number of an item, but part of a time or a figure. */
const fewestDigits = 4;

/**
 * Where the number of a line in a numbered list ends, as in `3、701005`, `[3] 701005` or `③701005`, with the mark after it; 0
 * when the line does not begin with that number.
 * @param number the line's place in the list, from 1
 */
export function endOfLineNumber(line: string, number: number): number {
  let start = 0;
  while (isSpace(line.charCodeAt(start))) start += 1;
  return (
    endOfItemNumber(line, start, number) ||
    endOfSign(line, start, number) ||
    endOfNumberInBrackets(line, start, number) ||
    endOfBareNumber(line, start, number)
  );
}

/**
 * A text without the numbers of the list that it is, with spaces in their place; any other as it is. Either every line begins
 * with its number, or one item after another does, as in `1）701001；2）701002`.
 */
export function withoutLineNumbers(text: string): string {
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const first = firstNumber(filled);
  const ends = filled.map((line, index) => endOfLineNumber(line, first + index));
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

/** The number a list begins with: a page of a longer one may begin with any, when a mark stands behind it. */
function firstNumber([line = '', next]: readonly string[]): number {
  const start = line.length - line.trimStart().length;
  const digits = line.slice(start, endOfDigits(line, start));
  const end = start + digits.length;
  const isMarked = digits.length < fewestDigits && marks.includes(line.charAt(end));
  return next !== undefined && isMarked && isItem(line.slice(end + 1)) ? Math.max(1, Number(digits)) : 1;
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
  const end = endOfNumber(text, digits, number);
  const mark = text.charAt(end);
  return end > 0 && (digits > start ? mark === ')' : marks.includes(mark)) ? end + 1 : 0;
}

/** Where these digits end, perhaps with zeros before them, when they are this number; else 0. */
function endOfNumber(text: string, start: number, number: number): number {
  const end = endOfDigits(text, start);
  return end > start && end - start <= 6 && Number(text.slice(start, end)) === number ? end : 0;
}

/** `①`, `①、`, `一、` and the keycap of a digit. */
function endOfSign(line: string, start: number, number: number): number {
  if (number <= mostCircled && line.charCodeAt(start) === circled + number - 1)
    return marks.includes(line.charAt(start + 1)) ? start + 2 : start + 1;
  if (line.charAt(start) === spoken[number - 1] && marks.includes(line.charAt(start + 1))) return start + 2;
  const keycap = `${number}\ufe0f\u20e3`;
  return line.startsWith(keycap, start) ? start + keycap.length : 0;
}

/** `[1]` and `【1】`, which would be somebody in brackets if nobody stood behind them. */
function endOfNumberInBrackets(line: string, start: number, number: number): number {
  const closing = brackets.get(line.charAt(start));
  const end = closing === undefined ? 0 : endOfNumber(line, start + 1, number);
  return end > 0 && line.charAt(end) === closing && isItem(line.slice(end + 1)) ? end + 1 : 0;
}

/** `1 701003`, `#1 701003` and `No.1 701003`: behind a number with nothing but a space, the person has to be plain. */
function endOfBareNumber(line: string, start: number, number: number): number {
  const sign = /^(?:#|no\.? ?)/iu.exec(line.slice(start, start + 4))?.[0] ?? '';
  const end = endOfNumber(line, start + sign.length, number);
  return end > 0 && line.charAt(end) === ' ' && /\d{4}|[@/]/u.test(line.slice(end, end + 200)) ? end : 0;
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
