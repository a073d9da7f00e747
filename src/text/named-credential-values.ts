import { isSpace, isWord } from './character-classes.ts';
import { credentialNameOf, endOfName, endOfWord, longestName } from './credential-names.ts';
import { type Interruptible, stepsBetweenYields } from './interruptible-work.ts';
import { type ValueSpan, valueAfter, widestGap } from './value-after-name.ts';

/** A named value in a text, with its span; the name as {@link credentialNameOf} spells it. */
export interface NamedValue extends ValueSpan {
  name: string;
}

/** Longest distance between `value` and the `name` of the same object, in characters. */
const widestObject = 500;

/**
 * Finds credentials by their names in any notation: headers, commands, tables, JSON, YAML, objects with
 * `name` and `value`. Names may be in any case, and may be the end of a longer name (`BILIBILI_SESSDATA`). In
 * order. Linear: each character is examined a bounded number of times.
 */
export function* namedValues(text: string): Interruptible<NamedValue[]> {
  const found: NamedValue[] = [];
  let lastYield = 0;
  for (let at = 0; at < text.length; ) {
    if (at - lastYield >= stepsBetweenYields) {
      lastYield = at;
      yield;
    }
    if (!isWord(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const end = endOfName(text, at);
    // A longer word is no name, and its end is not examined either.
    if (end - at > longestName) {
      for (at = end; isWord(text.charCodeAt(at)); at += 1) if (at % stepsBetweenYields === 0) yield;
      continue;
    }
    const name = credentialNameOf(text, at, end);
    const span = name === undefined ? undefined : findValue(text, at, end, name);
    if (name !== undefined && span?.value) found.push({ name, ...span });
    // Names within a value are skipped; otherwise each would search the rest of the value.
    const isNear = span !== undefined && span.start >= end && span.start - end <= widestGap + 1;
    at = isNear ? Math.max(end, span.end) : end;
  }
  return found;
}

/** The names of credentials in a text, with or without values. */
export function* credentialNames(text: string): Interruptible<ReadonlySet<string>> {
  const names = new Set<string>();
  for (let at = 0; at < text.length; ) {
    if (!isWord(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const end = endOfName(text, at);
    const name = credentialNameOf(text, at, end);
    if (name !== undefined) names.add(name);
    at = end;
    yield;
  }
  return names;
}

function findValue(text: string, start: number, end: number, name: string): ValueSpan | undefined {
  if (!followsKey(text, start)) return valueAfter(text, end, name);
  return valueForward(text, end, name) ?? valueBackward(text, start, name) ?? valueAfter(text, end, name);
}

/** Whether the word at `start` is the value of a field `name` or `key`. */
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

function valueForward(text: string, from: number, name: string): ValueSpan | undefined {
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

function valueBackward(text: string, from: number, name: string): ValueSpan | undefined {
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
