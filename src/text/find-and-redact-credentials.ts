import { findBase64Credentials } from './base64-credentials.ts';
import { isWord } from './character-classes.ts';
import { endOfKey, isKey, sessdataAround } from './credential-shapes.ts';
import { finish, type Interruptible, stepsBetweenYields } from './interruptible-work.ts';
import { narrowed } from './invisible-and-wide-characters.ts';
import { namedValues } from './named-credential-values.ts';

/** A credential found in a text, and the span of its value. */
export interface FoundCredential {
  /** `key`: 32 hex digits without a name, which may be an access_key, a bili_jct, or no credential at all. */
  kind: 'SESSDATA' | 'bili_jct' | 'access_key' | 'refresh_token' | 'key';
  start: number;
  end: number;
}

const kinds: Readonly<Record<string, FoundCredential['kind']>> = {
  SESSDATA: 'SESSDATA',
  bili_jct: 'bili_jct',
  csrf: 'bili_jct',
  csrf_token: 'bili_jct',
  biliCSRF: 'bili_jct',
  access_key: 'access_key',
  access_token: 'access_key',
  refresh_token: 'refresh_token',
  ac_time_value: 'refresh_token',
};

/**
 * Finds credentials by name in any notation (`named-credential-values.ts`) and, where there is no name, by
 * form; also in full-width letters and in base64. In order, without overlaps.
 */
export function* credentialsIn(text: string): Interruptible<FoundCredential[]> {
  const found: FoundCredential[] = [];
  const plain = yield* narrowedSlowly(text);
  for (const { name, value, start, end } of yield* namedValues(plain)) {
    const kind = kinds[name];
    if (kind === undefined || (name.toLowerCase().includes('csrf') && !isKey(value))) continue;
    found.push({ kind, start, end });
  }
  found.push(...(yield* shapesIn(plain)));
  for (const span of findBase64Credentials(plain)) found.push({ kind: 'SESSDATA', ...span });
  return withoutOverlaps(found);
}

/** The same in one go, for short texts. */
export function findCredentials(text: string): FoundCredential[] {
  return finish(credentialsIn(text));
}

/** Replaces every credential in a text by `put`. */
export function redactCredentials(text: string, put = '[redacted]'): string {
  let clean = '';
  let from = 0;
  for (const { start, end } of findCredentials(text)) {
    clean += text.slice(from, start) + put;
    from = end;
  }
  return clean + text.slice(from);
}

/** The text in ASCII forms, character for character, converted in steps. */
function* narrowedSlowly(text: string): Interruptible<string> {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += stepsBetweenYields) {
    parts.push(narrowed(text.slice(at, at + stepsBetweenYields)));
    yield;
  }
  return parts.join('');
}

function* shapesIn(text: string): Interruptible<FoundCredential[]> {
  const found: FoundCredential[] = [];
  let inWord = false;
  for (let at = 0; at < text.length; at += 1) {
    if (at % stepsBetweenYields === 0) yield;
    const code = text.charCodeAt(at);
    if (code === 0x25 || code === 0x2c || code === 0x5e) {
      const span = sessdataAround(text, at);
      if (span) found.push({ kind: 'SESSDATA', ...span });
    }
    const isOfWord = isWord(code);
    if (isOfWord && !inWord) {
      const end = endOfKey(text, at);
      if (end !== undefined) found.push({ kind: 'key', start: at, end });
    }
    inWord = isOfWord;
  }
  return found;
}

/** Of overlapping spans keeps the longer; of equal ones that found by name. */
function withoutOverlaps(found: readonly FoundCredential[]): FoundCredential[] {
  const kept: FoundCredential[] = [];
  for (const one of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last === undefined || one.start >= last.end) kept.push(one);
    else if (one.end > last.end) kept[kept.length - 1] = { ...last, end: one.end };
  }
  return kept;
}

/** Longest credential, in characters: one that begins within the excerpt is read as a whole. */
const longestCredential = 4096;

/**
 * The beginning of a foreign text: at most `most` characters and `…`. Credentials are redacted before
 * cutting, since half a credential would not be recognised. The time does not depend on the text's length.
 */
export function redactedExcerpt(text: string, most: number): string {
  const clean = redactCredentials(text.slice(0, most + longestCredential));
  return clean.length > most ? `${clean.slice(0, most)}…` : clean;
}
