import { endOfDigits, isSpace } from '../text/characters.ts';

const marks = [...'、.):。'];

/**
 * Where the number of a line in a numbered list ends, as in `3、701005`, with the mark after it; 0 when the line does not
 * begin with that number.
 * @param number the line's place in the list, from 1
 */
export function endOfLineNumber(line: string, number: number): number {
  let start = 0;
  while (isSpace(line.charCodeAt(start))) start += 1;
  const end = endOfDigits(line, start);
  if (end === start || line.slice(start, end) !== String(number)) return 0;
  return marks.includes(line.charAt(end)) ? end + 1 : 0;
}

/** A text whose every line begins with its number, with spaces in the place of those numbers; any other as it is. */
export function withoutLineNumbers(text: string): string {
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const ends = filled.map((line, index) => endOfLineNumber(line, index + 1));
  if (ends.includes(0)) return text;
  // `1、2、3` in one line are three people; `1、701003` is one.
  const [only = ''] = filled;
  if (filled.length === 1 && !/^\S{4,}$/u.test(only.slice(ends[0]).trim())) return text;
  return lines.map((line) => (line.trim() === '' ? line : blanked(line, ends.shift() ?? 0))).join('\n');
}

function blanked(line: string, end: number): string {
  return ' '.repeat(end) + line.slice(end);
}
