/**
 * Makes other people's names and signatures safe to show. They are hostile: bidi marks reverse a line,
 * control characters and stacked accents break it.
 */

import { redact } from '../../redact.ts';
import { visible } from '../../text/invisible-and-wide-characters.ts';

export { visible };

const longest = 40;
const marksPerLetter = 3;
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * One line of at most 40 graphemes, without control, bidi or invisible characters. Credentials are redacted:
 * users paste them where a name is expected. Empty when nothing visible is left; callers show a word of their
 * own then.
 */
export function oneLine(text: string): string {
  const letters = lettersOf(text);
  return seen(letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join(''));
}

/** The same, uncut. */
export function wholeLine(text: string): string {
  return seen(lettersOf(text).join(''));
}

function lettersOf(text: string): string[] {
  return Array.from(graphemes.segment(redact(visible(text))), ({ segment }) => withoutStackedMarks(segment));
}

function seen(line: string): string {
  return /[^\s\u200d]/u.test(line) ? line : '';
}

function withoutStackedMarks(letter: string): string {
  let marks = 0;
  return Array.from(letter)
    .filter((sign) => !/\p{Mn}|\p{Me}/u.test(sign) || ++marks <= marksPerLetter)
    .join('');
}
