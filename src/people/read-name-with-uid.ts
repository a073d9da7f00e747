import { isDigits, isSpace } from '../text/character-classes.ts';
import { midReference, type PersonReference } from './person-reference.ts';

/** What opens a bracket, in ASCII forms and those that have none. No name of the site has one. */
const opening = new Set([...'([{<【《〈「『〔〖']);

/** A number in brackets behind a word without an @ may be a year or a count; from so many digits on it is a UID. */
const fewestDigits = 5;

/**
 * Whom an `@name` means. A UID in brackets behind it says who that is; other words there are a remark.
 * @param shown the name without the @, as it was written
 * @param ascii the same, character for character, with full-width forms made plain
 */
export function namedPerson(shown: string, ascii: string): PersonReference | undefined {
  const bracket = firstBracket(ascii);
  const name = shown.slice(0, bracket).trim();
  return uidIn(ascii.slice(bracket)) ?? (name === '' ? undefined : { kind: 'name', name });
}

/** Whom a word means that has a UID in brackets behind it, as lists of people write them: `碧诗（701001）`. */
export function personInBrackets(ascii: string): PersonReference | undefined {
  const bracket = firstBracket(ascii);
  const digits = digitsIn(ascii.slice(bracket));
  return bracket > 0 && digits.length >= fewestDigits ? midReference(digits) : undefined;
}

/** The person whose UID is all that stands in these brackets; `undefined` for anything else. */
export function uidIn(bracket: string): PersonReference | undefined {
  return opening.has(bracket.charAt(0)) ? midReference(digitsIn(bracket)) : undefined;
}

function firstBracket(ascii: string): number {
  let at = 0;
  while (at < ascii.length && !opening.has(ascii.charAt(at))) at += 1;
  return at;
}

/** What a bracket holds, when that is a number, perhaps with `UID` before it; empty for anything else. */
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

/** What closes one, and what may end the sentence it stands in. */
const closing = new Set([...')]}>】》〉」』〕〗。.!?']);
