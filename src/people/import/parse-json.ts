import { isAlphanumeric, isSpace, isWord } from '../../text/character-classes.ts';
import { createYieldCounter, type Interruptible } from '../../text/interruptible-work.ts';
import { UnreadableFile } from '../unreadable-file.ts';

/** Nothing that people are listed in is nested deeper. */
const deepest = 64;
const longestNumber = 400;
const longestKey = 100;

type Container = { array: unknown[] } | { object: Record<string, unknown>; key: string };

/** What may come next: a value, one or the end of its array, a key or the end, a comma or the end. */
type Wanted = 'value' | 'valueOrEnd' | 'keyOrEnd' | 'comma';

const quotes = ['"', "'"];

/**
 * The values of a JSON text, of which there are several when there is one a line. It may be written as programs print it:
 * with single quotes, tuples, keys without quotes, commas before an end, comments, the words of Python. `JSON.parse` would also hold the event
 * loop for all of a large text, and overflows the stack on a deep one; this one yields, and refuses what is deeper than 64.
 * @throws UnreadableFile `json`
 */
export function* parseJson(text: string): Interruptible<unknown[]> {
  const roots: unknown[] = [];
  const open: Container[] = [];
  let wanted = 'value' as Wanted;
  const isYieldDue = createYieldCounter();
  let at = 0;

  function put(value: unknown): void {
    const parent = open.at(-1);
    if (parent === undefined) roots.push(value);
    else if ('array' in parent) parent.array.push(value);
    else parent.object[parent.key] = value;
    wanted = parent === undefined ? 'value' : 'comma';
  }

  function begin(container: Container, value: unknown): void {
    put(value);
    if (open.push(container) > deepest) throw new UnreadableFile('json');
    wanted = 'array' in container ? 'valueOrEnd' : 'keyOrEnd';
    at += 1;
  }

  function end(isObject: boolean): void {
    const last = open.pop();
    const mayBeEndOfList = wanted === 'comma' || wanted === (isObject ? 'keyOrEnd' : 'valueOrEnd');
    if (last === undefined || 'object' in last !== isObject || !mayBeEndOfList)
      throw new UnreadableFile('json');
    wanted = open.length === 0 ? 'value' : 'comma';
    at += 1;
  }

  for (; at < text.length; ) {
    if (isYieldDue(at)) yield;
    const sign = text.charAt(at);
    const after = afterComment(text, at);
    if (after > at) at = after;
    else if (isSpace(text.charCodeAt(at)) || sign === '\ufeff') at += 1;
    else if (sign === ']' || sign === ')' || sign === '}') end(sign === '}');
    else if (sign === ',') {
      const parent = open.at(-1);
      if (wanted !== 'comma' && (parent !== undefined || roots.length === 0))
        throw new UnreadableFile('json');
      if (parent !== undefined) wanted = 'array' in parent ? 'valueOrEnd' : 'keyOrEnd';
      at += 1;
    } else if (wanted === 'keyOrEnd') {
      const parent = open.at(-1);
      if (parent === undefined || !('object' in parent)) throw new UnreadableFile('json');
      const key = quotes.includes(sign) ? readString(text, at) : readBareKey(text, at);
      parent.key = key.value;
      at = afterColon(text, key.end);
      wanted = 'value';
    } else if (wanted === 'comma') throw new UnreadableFile('json');
    else if (sign === '[' || sign === '(') {
      const array: unknown[] = [];
      begin({ array }, array);
    } else if (sign === '{') {
      const object: Record<string, unknown> = Object.create(null);
      begin({ object, key: '' }, object);
    } else {
      const { value, end: stop } = quotes.includes(sign) ? readString(text, at) : readScalar(text, at);
      put(value);
      at = stop;
    }
  }
  if (open.length > 0 || roots.length === 0) throw new UnreadableFile('json');
  return roots;
}

/** Where the comment that begins here ends, `// …` or a block; `at` where none does. */
export function afterComment(text: string, at: number): number {
  const end = text.startsWith('//', at) ? '\n' : text.startsWith('/*', at) ? '*/' : undefined;
  if (end === undefined) return at;
  const found = text.indexOf(end, at + 2);
  return found < 0 ? text.length : found + end.length;
}

function readString(text: string, start: number): { value: string; end: number } {
  const sign = text.charAt(start);
  for (let quote = text.indexOf(sign, start + 1); quote >= 0; quote = text.indexOf(sign, quote + 1)) {
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 1) continue;
    const inner = text.slice(start + 1, quote);
    const quoted = sign === '"' ? inner : inner.replaceAll("\\'", "'").replaceAll('"', '\\"');
    return { value: inner.includes('\\') ? unescaped(`"${quoted}"`) : inner, end: quote + 1 };
  }
  throw new UnreadableFile('json');
}

function readBareKey(text: string, start: number): { value: string; end: number } {
  let end = start;
  while (end - start <= longestKey && isWord(text.charCodeAt(end))) end += 1;
  if (end === start) throw new UnreadableFile('json');
  return { value: text.slice(start, end), end };
}

function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw new UnreadableFile('json');
  }
}

function afterColon(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  if (text.charAt(at) !== ':') throw new UnreadableFile('json');
  return at + 1;
}

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['True', true],
  ['False', false],
  ['None', null],
  ['undefined', null],
]);

function readScalar(text: string, start: number): { value: unknown; end: number } {
  let end = start;
  while (end - start <= longestNumber && isOfScalar(text.charCodeAt(end))) end += 1;
  const written = text.slice(start, end);
  if (words.has(written)) return { value: words.get(written), end };
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/u.test(written)) throw new UnreadableFile('json');
  return { value: Number(written), end };
}

function isOfScalar(code: number): boolean {
  return isAlphanumeric(code) || code === 43 || code === 45 || code === 46;
}
