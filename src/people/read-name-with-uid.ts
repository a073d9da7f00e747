import { isDigits, isSpace } from '../text/character-classes.ts';
import { midReference, type PersonReference } from './person-reference.ts';
import { isFigureLabel } from './words-beside-numbers.ts';

/** Opening brackets, in ASCII forms and those that have none. Names on the site contain no brackets. */
const opening = new Set([...'([{<【《〈「『〔〖']);

/**
 * After a word without @, a shorter number in brackets may be a year or a count; from this many digits it is
 * a UID.
 */
const fewestDigits = 5;

/**
 * The person that an `@name` means: the UID in brackets after it, if there is one; other text in brackets is
 * ignored.
 * @param shown the name without the @, as written
 * @param ascii the same text in ASCII forms, character for character
 */
export function namedPerson(shown: string, ascii: string): PersonReference | undefined {
  const bracket = firstBracket(ascii);
  const name = shown.slice(0, bracket).trim();
  return uidIn(ascii.slice(bracket)) ?? (name === '' ? undefined : { kind: 'name', name });
}

/** The person of a word with a UID in brackets after it, as in lists of people: `碧诗（701001）`. */
export function personInBrackets(ascii: string): PersonReference | undefined {
  const bracket = firstBracket(ascii);
  const digits = digitsIn(ascii.slice(bracket));
  const name = ascii.slice(0, bracket);
  return /\p{L}/u.test(name) && digits.length >= fewestDigits && !isFigureLabel(name)
    ? midReference(digits)
    : undefined;
}

/** The person whose UID is all that these brackets contain; `undefined` for anything else. */
export function uidIn(bracket: string): PersonReference | undefined {
  return opening.has(bracket.charAt(0)) ? midReference(digitsIn(bracket)) : undefined;
}

function firstBracket(ascii: string): number {
  let at = 0;
  while (at < ascii.length && !opening.has(ascii.charAt(at))) at += 1;
  return at;
}

/** The number in brackets, perhaps with `UID` before it; an empty text for any other content. */
function digitsIn(bracket: string): string {
  let from = 1;
  let to = bracket.length;
  while (to > from && !isDigits(bracket.charAt(to - 1))) {
    if (!closing.has(bracket.charAt(to - 1)) && !isSpace(bracket.charCodeAt(to - 1))) return '';
    to -= 1;
  }
  if (bracket.slice(from, from + 3).toLowerCase() === 'uid') from += 3;
  while (from < to && (isSpace(bracket.charCodeAt(from)) || bracket.charAt(from) === ':')) from += 1;
  const digits = bracket.slice(from, to);
  return isDigits(digits) ? digits : '';
}

/** Closing brackets, and signs that may end the sentence after them. */
const closing = new Set([...')]}>】》〉」』〕〗。.!?']);
