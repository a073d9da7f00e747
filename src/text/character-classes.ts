/** Kinds of characters, by their UTF-16 code: what readers of other people's text are made of. */

/** 0–9. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A–Z, a–z. */
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** A letter or a digit of ASCII. */
export function isAlphanumeric(code: number): boolean {
  return isDigit(code) || isLetter(code);
}

/** What a name in a program consists of: letters, digits and `_`. */
export function isWord(code: number): boolean {
  return isAlphanumeric(code) || code === 95;
}

/** Spaces, tabs, line ends, and the wider spaces of typesetting. `NaN`, past the end of a text, is none. */
export function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0x85 ||
    code === 0x3000 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f
  );
}

/** The end of a line. */
export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** Where the digits that begin at `from` end. */
export function endOfDigits(text: string, from: number): number {
  let end = from;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

/** Whether nothing but digits stands in a text, and at least one. */
export function isDigits(text: string): boolean {
  return text !== '' && endOfDigits(text, 0) === text.length;
}
