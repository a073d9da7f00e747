import { isAlphanumeric, isDigit, isWord } from './character-classes.ts';

/**
 * Credentials of Bilibili told by their look alone: a SESSDATA, three fields parted by commas (plain, percent-encoded, or
 * encoded twice), the second a time in seconds, the third with a star in it, which a chat that reads Markdown may have
 * taken; and the 32 hexadecimal digits of a key.
 */

/** `^%^2C` is how browsers write a percent sign for the Windows command line. */
const commas = ['%2C', '%2c', ', ', ',', '%252C', '%252c', '^%^2C', '^%^2c'];
const stars = ['*', '\\*', '%2A', '%2a', '%252A', '%252a', '^%^2A', '^%^2a'];

/** The longest first and last field of a SESSDATA that is looked for, in characters. */
const longestField = 64;
const longestTail = 512;
/** The shortest last field that is one without a star. */
const fewestInThird = 5;

/** Where the SESSDATA ends that begins at `start`; `undefined` when none begins there. */
export function endOfSessdata(text: string, start: number): number | undefined {
  let at = start;
  while (at - start <= longestField && isAlphanumeric(text.charCodeAt(at))) at += 1;
  return at - start >= 4 && at - start <= longestField ? endAfterFirstField(text, at) : undefined;
}

/** The SESSDATA whose first comma stands at `comma`. */
export function sessdataAround(text: string, comma: number): { start: number; end: number } | undefined {
  // Cheap to ask first: what is looked back for is bounded, but commas are many.
  const end = endAfterFirstField(text, comma);
  if (end === undefined) return undefined;
  let start = comma;
  while (start > 0 && comma - start < longestField && isAlphanumeric(text.charCodeAt(start - 1))) start -= 1;
  // An encoded sign before it is none of it: `SESSDATA%3D…`.
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
  // Without its star only encoded commas tell it from a row of a table.
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

/** What parts cookies, or their names and values, in a header that is encoded as a whole. */
const encodedEnds = new Set(['%3B', '%26', '%20', '%3D', '%0A', '%0D', '%22', '%27']);

/** How much may follow the digits of a key, in characters. */
const longestKeyTail = 201;

/**
 * Where a key ends that begins at `start`: 32 digits of hex in lower case that are a word of their own, perhaps with a
 * tail. In an address such digits are something else (`?vd_source=…`), and digits or letters alone are no key.
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

/** Whether the value that begins at `start` is that of a field in an address. */
function isInAddress(text: string, start: number): boolean {
  if (text.charAt(start - 1) !== '=') return false;
  let name = start - 1;
  while (name > 0 && start - name <= longestField && isWord(text.charCodeAt(name - 1))) name -= 1;
  return name > 0 && '?&#/%'.includes(text.charAt(name - 1));
}

/** Whether a text is 32 letters and digits, both among them: what the site's `bili_jct` and access keys look like. */
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
