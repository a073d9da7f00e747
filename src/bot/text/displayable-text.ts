/**
 * Other people's names and signatures, made fit to be shown.
 * They are hostile text: bidi marks turn a line round, control characters and stacked accents break it.
 */

import { redact } from '../../redact.ts';
import { visible } from '../../text/visible-text.ts';

export { visible };

const longest = 40;
const marksPerLetter = 3;
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * One line of at most 40 characters (as a reader counts them) without control, bidi or invisible marks.
 * What looks like a credential is redacted: people paste one where a name is wanted, and must not get it shown back.
 * Returns an empty string when nothing visible is left; callers put their own word there.
 */
export function oneLine(text: string): string {
  const letters = lettersOf(text);
  return seen(letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join(''));
}

/** The same, however long it is: for what must be kept whole. */
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
