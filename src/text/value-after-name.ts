import { isLineEnd, isSpace, isWord } from './character-classes.ts';
import { credentialNameOf, endOfWord } from './credential-names.ts';
import { endOfSessdata, isKey } from './credential-shapes.ts';

/** Longest distance between a name and its value, in characters. */
export const widestGap = 24;
/** Longest credential value, in characters. */
const longestValue = 2048;

/** A value and its span; `value` is empty when it is no usable credential. */
export interface ValueSpan {
  value: string;
  start: number;
  end: number;
}

/**
 * How a value is connected to its name: by a sign such as `=`, as the next cell of a table or list, or not at
 * all.
 */
type Tie = 'sign' | 'column' | 'none';

/** The value after a name that ends at `end`; `undefined` when there is none. */
export function valueAfter(text: string, end: number, name: string): ValueSpan | undefined {
  const { start, tie, lines } = endOfGap(text, end);
  if (start === end) return undefined;
  const shape = endOfShape(text, start, name);
  if (shape !== undefined) return { value: text.slice(start, shape), start, end: shape };
  if (tie === 'none' || lines > 0 || credentialNameOf(text, start, endOfWord(text, start)) !== undefined)
    return undefined;
  const stop = endOfValue(text, start);
  const length = stop - start;
  if (length < (tie === 'sign' ? 1 : 4)) return undefined;
  const isUsable = length <= longestValue && !isLetterOfWords(text.charCodeAt(stop));
  return { value: isUsable ? text.slice(start, stop) : '', start, end: stop };
}

/** Where a value in the form of this credential ends. Such a value needs no sign after the name. */
function endOfShape(text: string, start: number, name: string): number | undefined {
  if (name === 'SESSDATA') return endOfSessdata(text, start);
  const end = start + 32;
  return isKey(text.slice(start, end)) && !isWord(text.charCodeAt(end)) ? end : undefined;
}

function endOfGap(text: string, from: number): { start: number; tie: Tie; lines: number } {
  let at = from;
  let tie: Tie = 'none';
  let quoted = false;
  let comma = false;
  let lines = 0;
  for (; at - from <= widestGap; at += 1) {
    const sign = text.charAt(at);
    // After a sign, encoded characters belong to the value, which may begin with any sign.
    if (tie !== 'sign' && isEncodedSign(text, at)) {
      tie = 'sign';
      at += 2;
    } else if (':=：＝>'.includes(sign) && sign !== '') tie = 'sign';
    else if (sign === '|' || sign === '\t') tie = tie === 'sign' ? tie : 'column';
    else if (sign === ',' || sign === '，') comma = true;
    else if (quotes.includes(sign) && sign !== '') quoted = true;
    else if (sign === ';' && quoted && tie !== 'sign') comma = true;
    else if (sign === '-' && (text.charAt(at + 1) === '>' || isSpace(text.charCodeAt(at + 1)))) continue;
    else if (isLineEnd(text.charCodeAt(at))) lines += sign === '\r' ? 0 : 1;
    else if (!isFiller(text, at)) break;
    if (lines > 1) break;
  }
  if (comma && tie !== 'sign') tie = quoted ? 'column' : tie;
  return { start: at, tie, lines };
}

const fillers = '的值是为()[]<【】（）';

const quotes = '"\'`“”‘’「」\\^';

function isEncodedSign(text: string, at: number): boolean {
  return text.charCodeAt(at) === 0x25 && /^%3[ad]$/iu.test(text.slice(at, at + 3));
}

/** Spaces, brackets, invisible characters, and words between a name and its value. */
function isFiller(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    isSpace(code) ||
    code === 0x200b ||
    code === 0x2060 ||
    code === 0xfeff ||
    fillers.includes(text.charAt(at) || ' ')
  );
}

/** Where the value ends: at a space, quote, bracket, separator or non-ASCII character. */
function endOfValue(text: string, start: number): number {
  let end = start;
  while (end - start <= longestValue && isOfValue(text.charCodeAt(end))) end += 1;
  return end;
}

function isOfValue(code: number): boolean {
  return code > 0x20 && code < 0x7f && !endings.has(code);
}

/** `^` is not among them: the Windows command line quotes signs within a value with it. */
const endings = new Set([...'"\'`\\;,&<>(){}[]|'].map((sign) => sign.charCodeAt(0)));

/** Accented letters and other alphabets, which continue a word; Chinese characters begin a new sentence. */
function isLetterOfWords(code: number): boolean {
  return code >= 0xc0 && code < 0x2000;
}
