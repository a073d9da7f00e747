import { isAlphanumeric, isDigit, isWord } from './character-classes.ts';

/**
 * Recognises credentials by their form alone. A SESSDATA has three fields separated by commas (plain,
 * percent-encoded once or twice): the second is a time in seconds, the third contains a star, which a
 * Markdown chat may have removed. A key is 32 hexadecimal digits.
 */

/** `^%^2C` is a percent sign as browsers write it for the Windows command line. */
const commas = ['%2C', '%2c', ', ', ',', '%252C', '%252c', '^%^2C', '^%^2c'];
const stars = ['*', '\\*', '%2A', '%2a', '%252A', '%252a', '^%^2A', '^%^2a'];

/** Longest first and last field of a SESSDATA, in characters. */
const longestField = 64;
const longestTail = 512;
/** Shortest last field that is accepted without a star. */
const fewestInThird = 5;

/** Where the SESSDATA at `start` ends; `undefined` when there is none. */
export function endOfSessdata(text: string, start: number): number | undefined {
  let at = start;
  while (at - start <= longestField && isAlphanumeric(text.charCodeAt(at))) at += 1;
  return at - start >= 4 && at - start <= longestField ? endAfterFirstField(text, at) : undefined;
}

/** The SESSDATA whose first comma is at `comma`. */
export function sessdataAround(text: string, comma: number): { start: number; end: number } | undefined {
  // Checked first because it is cheap: looking back is bounded, but a text may have many commas.
  const end = endAfterFirstField(text, comma);
  if (end === undefined) return undefined;
  let start = comma;
  while (start > 0 && comma - start < longestField && isAlphanumeric(text.charCodeAt(start - 1))) start -= 1;
  // Excludes an encoded sign before the value: `SESSDATA%3D…`.
  if (start > 0 && text.charAt(start - 1) === '%') start += 2;
  return comma - start >= 4 ? { start, end } : undefined;
}

function endAfterFirstField(text: string, comma: number): number | undefined {
  const time = endOfOneOf(text, comma, commas);
  if (time === undefined) return undefined;
  const timeEnd = endOfFewDigits(text, time);
  if (timeEnd - time < 9 || timeEnd - time > 11) return undefined;
  const third = endOfOneOf(text, timeEnd, commas);
  if (third === undefined) return undefined;
  let star = third;
  while (star - third <= longestField && isAlphanumeric(text.charCodeAt(star))) star += 1;
  // Without a star, only encoded commas distinguish it from a table row.
  const isPlain = text.charAt(comma) === ',';
  const tail = endOfOneOf(text, star, stars) ?? (isPlain || star - third < fewestInThird ? undefined : star);
  if (tail === undefined || star === third) return undefined;
  let end = tail;
  while (end - tail <= longestTail && isTail(text, end)) end += 1;
  return end > tail || tail === star || !isPlain ? end : undefined;
}

function endOfOneOf(text: string, at: number, wanted: readonly string[]): number | undefined {
  const found = wanted.find((one) => text.startsWith(one, at));
  return found === undefined ? undefined : at + found.length;
}

function endOfFewDigits(text: string, start: number): number {
  let end = start;
  while (end - start <= 11 && isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function isTail(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 0x25 && encodedEnds.has(text.slice(at, at + 3).toUpperCase())) return false;
  return isWord(code) || code === 0x2a || code === 0x25 || code === 0x2d || code === 0x7e;
}

/** Encoded separators of cookies, or of names and values, in a header that is encoded as a whole. */
const encodedEnds = new Set(['%3B', '%26', '%20', '%3D', '%0A', '%0D', '%22', '%27']);

/** Longest tail after the digits of a key, in characters. */
const longestKeyTail = 201;

/**
 * Where the key at `start` ends: a separate word of 32 lower-case hex digits, perhaps with a tail. In an
 * address such digits are something else (`?vd_source=…`); digits only or letters only are no key.
 */
export function endOfKey(text: string, start: number): number | undefined {
  if (start > 0 && (isWord(text.charCodeAt(start - 1)) || './%&?#@-'.includes(text.charAt(start - 1))))
    return undefined;
  if (isInAddress(text, start)) return undefined;
  let digits = 0;
  let end = start;
  for (; end - start < 32; end += 1) {
    const code = text.charCodeAt(end);
    if (!isLowerHexDigit(code)) return undefined;
    if (isDigit(code)) digits += 1;
  }
  if (digits === 0 || digits === 32 || isLowerHexDigit(text.charCodeAt(end))) return undefined;
  const tail = end;
  while (end - tail <= longestKeyTail && (isWord(text.charCodeAt(end)) || text.charAt(end) === '-')) end += 1;
  if (end - tail > longestKeyTail) return undefined;
  return end < text.length && '%/=&'.includes(text.charAt(end)) ? undefined : end;
}

/** Whether the value at `start` belongs to a query field of an address. */
function isInAddress(text: string, start: number): boolean {
  if (text.charAt(start - 1) !== '=') return false;
  let name = start - 1;
  while (name > 0 && start - name <= longestField && isWord(text.charCodeAt(name - 1))) name -= 1;
  return name > 0 && '?&#/%'.includes(text.charAt(name - 1));
}

/**
 * Whether a text is 32 letters and digits, with at least one of each: the form of `bili_jct` and access keys.
 */
export function isKey(text: string): boolean {
  if (text.length !== 32) return false;
  let digits = 0;
  for (let at = 0; at < 32; at += 1) {
    const code = text.charCodeAt(at);
    if (!isAlphanumeric(code)) return false;
    if (isDigit(code)) digits += 1;
  }
  return digits > 0 && digits < 32;
}

function isLowerHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102);
}
