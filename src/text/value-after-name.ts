import { isLineEnd, isSpace, isWord } from './character-classes.ts';
import { credentialNameOf, endOfWord } from './credential-names.ts';
import { endOfSessdata, isKey } from './credential-shapes.ts';

/** How far a value may stand from its name, in characters. */
export const widestGap = 24;
/** Longer values are no credentials of the site. */
const longestValue = 2048;

/** Where a value stands in a text; one that cannot be used is the empty text. */
export interface ValueSpan {
  value: string;
  start: number;
  end: number;
}

/** How a value is tied to its name: by a sign that says so, as its neighbour in a table or a list, or by nothing. */
type Tie = 'sign' | 'column' | 'none';

/** The value that stands behind a name which ends at `end`; `undefined` when none does. */
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

/** Where a value ends that has the look of one of this name, so that no sign need tie it to the name. */
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
    // What is encoded behind a sign belongs to the value, which may begin with any sign.
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

/** Spaces, brackets, what is not seen, and what one says between a name and its value. */
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

/** A value ends at a space, a quote, a bracket, a separator, or any sign that is not ASCII. */
function endOfValue(text: string, start: number): number {
  let end = start;
  while (end - start <= longestValue && isOfValue(text.charCodeAt(end))) end += 1;
  return end;
}

function isOfValue(code: number): boolean {
  return code > 0x20 && code < 0x7f && !endings.has(code);
}

/** Not `^`, by which the Windows command line quotes signs within a value. */
const endings = new Set([...'"\'`\\;,&<>(){}[]|'].map((sign) => sign.charCodeAt(0)));

/** Letters with accents and of other alphabets, which belong to a word; those of Chinese begin a sentence of their own. */
function isLetterOfWords(code: number): boolean {
  return code >= 0xc0 && code < 0x2000;
}
