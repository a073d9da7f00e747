import { isLineEnd, isSpace, isWord } from './characters.ts';
import { endOfSessdata, isKey } from './credential-shapes.ts';
import { type Interruptible, stepsBetweenYields } from './interruptible.ts';

/** A value that stands in a text beside its name, as {@link nameOf} spells it; where the value begins and ends. */
export interface NamedValue {
  name: string;
  value: string;
  start: number;
  end: number;
}

/** What is looked for, by its name in lower case without `_`. */
const names: ReadonlyMap<string, string> = new Map(
  [
    ...[
      'SESSDATA',
      'bili_jct',
      'DedeUserID',
      'DedeUserID__ckMd5',
      'sid',
      'buvid3',
      'buvid4',
      'buvid_fp',
      'b_nut',
    ],
    ...['bili_ticket', 'bili_ticket_expires', 'access_key', 'access_token', 'refresh_token', 'ac_time_value'],
    ...['csrf', 'csrf_token', 'biliCSRF'],
  ].map((name) => [name.toLowerCase().replaceAll('_', ''), name]),
);

const longestName = 40;
/** How far a value may stand from its name, and `value` from the `name` of the same object, in characters. */
const widestGap = 24;
const widestObject = 500;
/** Longer values are no credentials of the site. */
const longestValue = 2048;

/**
 * Finds the values of a login that stand beside their names, however a text writes them: as a header, a command, a
 * table, JSON, YAML, an object with `name` and `value`. Names may be in any case and end a longer one
 * (`BILIBILI_SESSDATA`). In the order written; looks at every character a bounded number of times.
 */
export function* namedValues(text: string): Interruptible<NamedValue[]> {
  const found: NamedValue[] = [];
  let rested = 0;
  for (let at = 0; at < text.length; ) {
    if (at - rested >= stepsBetweenYields) {
      rested = at;
      yield;
    }
    if (!isWord(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const end = endOfWord(text, at);
    // What goes on after so many letters is no name, nor is what it ends with.
    if (end - at > longestName) {
      for (at = end; isWord(text.charCodeAt(at)); at += 1) if (at % stepsBetweenYields === 0) yield;
      continue;
    }
    const name = nameOf(text, at, end);
    const span = name === undefined ? undefined : findValue(text, at, end, name);
    if (name !== undefined && span?.value) found.push({ name, ...span });
    // Names within a value are none, or each would look through the rest of it.
    const isNear = span !== undefined && span.start >= end && span.start - end <= widestGap + 1;
    at = isNear ? Math.max(end, span.end) : end;
  }
  return found;
}

/** Where a word ends, or how far of it is looked at. */
function endOfWord(text: string, start: number): number {
  let end = start;
  while (end - start <= longestName && isWord(text.charCodeAt(end))) end += 1;
  return end;
}

function nameOf(text: string, start: number, end: number): string | undefined {
  if (end - start > longestName || end - start < 3) return undefined;
  const word = text.slice(start, end).toLowerCase();
  const bare = word.replaceAll('_', '');
  if (bare.endsWith('sessdata')) return 'SESSDATA';
  if (bare.endsWith('bilijct')) return 'bili_jct';
  return names.get(bare);
}

/** Where a value stands; one that cannot be used is the empty text. */
type Span = Omit<NamedValue, 'name'>;

function findValue(text: string, start: number, end: number, name: string): Span | undefined {
  if (!followsKey(text, start)) return valueAfter(text, end, name);
  return valueForward(text, end, name) ?? valueBackward(text, start, name) ?? valueAfter(text, end, name);
}

/** Whether the word at `start` is itself the value of a `name` or `key`. */
function followsKey(text: string, start: number): boolean {
  let at = start;
  let signed = false;
  while (at > 0 && start - at < 8 && isKeySign(text.charCodeAt(at - 1))) {
    at -= 1;
    signed ||= text.charAt(at) === ':' || text.charAt(at) === '=';
  }
  if (!signed) return false;
  const word = text.slice(Math.max(0, at - 5), at).toLowerCase();
  return word.endsWith('name') || word.endsWith('key');
}

function isKeySign(code: number): boolean {
  return isSpace(code) || code === 0x22 || code === 0x27 || code === 0x5c || code === 0x3a || code === 0x3d;
}

function valueForward(text: string, from: number, name: string): Span | undefined {
  const last = Math.min(text.length, from + widestObject);
  for (let at = from; at < last; ) {
    if (text.charCodeAt(at) === 0x7d) return undefined;
    if (!isWord(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const end = endOfWord(text, at);
    const key = keyAt(text, at, end);
    if (key !== undefined) return key === 'value' ? valueAfter(text, end, name) : undefined;
    at = end;
  }
  return undefined;
}

function valueBackward(text: string, from: number, name: string): Span | undefined {
  const first = Math.max(0, from - widestObject);
  let own = true;
  for (let end = from; end > first; ) {
    if (text.charCodeAt(end - 1) === 0x7b) return undefined;
    if (!isWord(text.charCodeAt(end - 1))) {
      end -= 1;
      continue;
    }
    let start = end;
    while (start > first && isWord(text.charCodeAt(start - 1))) start -= 1;
    const key = keyAt(text, start, end);
    if (key === 'value') return valueAfter(text, end, name);
    if (key === 'name' && !own) return undefined;
    if (key === 'name') own = false;
    end = start;
  }
  return undefined;
}

function keyAt(text: string, start: number, end: number): 'name' | 'value' | undefined {
  if (end - start > 5) return undefined;
  const word = text.slice(start, end).toLowerCase();
  return word === 'value' ? 'value' : word === 'name' || word === 'key' ? 'name' : undefined;
}

/** How a value is tied to its name: by a sign that says so, as its neighbour in a table or a list, or by nothing. */
type Tie = 'sign' | 'column' | 'none';

function valueAfter(text: string, end: number, name: string): Span | undefined {
  const { start, tie, lines } = endOfGap(text, end);
  if (start === end) return undefined;
  const shape = endOfShape(text, start, name);
  if (shape !== undefined) return { value: text.slice(start, shape), start, end: shape };
  if (tie === 'none' || lines > 0 || nameOf(text, start, endOfWord(text, start)) !== undefined)
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
    if (isEncodedSign(text, at)) {
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
