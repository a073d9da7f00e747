/** Character classes by UTF-16 code unit. */

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

/** A character of an identifier: letter, digit or `_`. */
export function isWord(code: number): boolean {
  return isAlphanumeric(code) || code === 95;
}

/** Spaces, tabs, line ends, and wide spaces. `NaN`, which is read past the end of a text, is not a space. */
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

/** A character that ends a line. */
export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** Where the run of digits at `from` ends. */
export function endOfDigits(text: string, from: number): number {
  let end = from;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

/** Whether a text is a run of digits; an empty text is not. */
export function isDigits(text: string): boolean {
  return text !== '' && endOfDigits(text, 0) === text.length;
}
