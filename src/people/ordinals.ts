import { endOfDigits, isSpace } from '../text/characters.ts';

const marks = [...'、.):。'];

/**
 * Where the number of a line in a numbered list ends, as in `3、701005`, with the mark after it; 0 when the line does not
 * begin with that number.
 * @param number the line's place in the list, from 1
 */
export function endOfOrdinal(line: string, number: number): number {
  let start = 0;
  while (isSpace(line.charCodeAt(start))) start += 1;
  const end = endOfDigits(line, start);
  if (end === start || line.slice(start, end) !== String(number)) return 0;
  return marks.includes(line.charAt(end)) ? end + 1 : 0;
}
