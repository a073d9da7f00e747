import { isSpace, isWord } from './character-classes.ts';
import { credentialNameOf, endOfName, endOfWord, longestName } from './credential-names.ts';
import { type Interruptible, stepsBetweenYields } from './interruptible-work.ts';
import { type ValueSpan, valueAfter, widestGap } from './value-after-name.ts';

/** A value that stands in a text beside its name, as {@link credentialNameOf} spells it; where the value begins and ends. */
export interface NamedValue extends ValueSpan {
  name: string;
}

/** How far `value` may stand from the `name` of the same object, in characters. */
const widestObject = 500;

/**
 * Finds the values of a login that stand beside their names, however a text writes them: as a header, a command, a
 * table, JSON, YAML, an object with `name` and `value`. Names may be in any case and end a longer one
 * (`BILIBILI_SESSDATA`). In the order written; looks at every character a bounded number of times.
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
    // What goes on after so many letters is no name, nor is what it ends with.
    if (end - at > longestName) {
      for (at = end; isWord(text.charCodeAt(at)); at += 1) if (at % stepsBetweenYields === 0) yield;
      continue;
    }
    const name = credentialNameOf(text, at, end);
    const span = name === undefined ? undefined : findValue(text, at, end, name);
    if (name !== undefined && span?.value) found.push({ name, ...span });
    // Names within a value are none, or each would look through the rest of it.
    const isNear = span !== undefined && span.start >= end && span.start - end <= widestGap + 1;
    at = isNear ? Math.max(end, span.end) : end;
  }
  return found;
}

/** The names that stand in a text, with or without values. */
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
