import { endOfDigits, isAlphanumeric, isDigit, isSpace, isWord } from '../text/character-classes.ts';
import { endOfLink } from './link-syntax.ts';
import { readLink } from './person-in-link.ts';
import { midReference, type PersonReference, videoReference } from './person-reference.ts';

/**
 * A token: a separator of pieces (`gap`), an address (`link`), an `@name`, a word with its mark, or one other
 * sign.
 */
export interface Token {
  kind: 'gap' | 'link' | 'name' | 'word' | 'sign';
  start: number;
  end: number;
  /** The person it certainly means: by a link, a video id, a marked number. */
  target?: PersonReference | undefined;
}

/**
 * Splits a text into tokens. Linear: each character is examined a bounded number of times.
 * @param ascii the text in ASCII forms
 * @param shown the same text as written, character for character
 */
export function* tokensOf(ascii: string, shown: string): Generator<Token> {
  /** Whether only brackets and quotes came before in this piece: a name may begin here. */
  let fresh = true;
  for (let at = 0; at < ascii.length; ) {
    const token = tokenAt(ascii, shown, { start: at, fresh });
    const mayBegin = token.kind === 'gap' || token.kind === 'name';
    fresh = mayBegin || (fresh && token.kind === 'sign' && isWrapper(ascii.charCodeAt(at)));
    yield token;
    at = token.end;
  }
}

function tokenAt(ascii: string, shown: string, { start, fresh }: { start: number; fresh: boolean }): Token {
  const code = ascii.charCodeAt(start);
  if (isGap(code)) return { kind: 'gap', start, end: start + 1 };
  if (code === 0x40 && (fresh || maySayWhom(ascii.charCodeAt(start - 1))))
    return { kind: 'name', start, end: endOfName(ascii, start) };
  if (code === 0x2f && ascii.charCodeAt(start + 1) === 0x2f && isAlphanumeric(ascii.charCodeAt(start + 2)))
    return linkToken(ascii, start, start + 2);
  if (!isWord(code)) return { kind: 'sign', start, end: start + 1 };
  const thousands = fresh ? endOfWrittenThousands(ascii, shown, start) : start;
  if (thousands > start) return { kind: 'word', start, end: thousands };
  return wordAt(ascii, shown, { start, end: endOfRun(ascii, start) });
}

/** Whether an @ after this sign begins a name, as in `谢谢@碧诗`; after a letter or digit it is in an address of mail. */
function maySayWhom(before: number): boolean {
  return before === 0x3a || before > 0x2e7f;
}

function wordAt(ascii: string, shown: string, { start, end }: { start: number; end: number }): Token {
  const encoded = encodedScheme.exec(ascii.slice(end, end + 9))?.[0].length;
  if (encoded !== undefined && schemes.includes(ascii.slice(start, end).toLowerCase()))
    return linkToken(ascii, start, end + encoded);
  if (ascii.startsWith('://', end)) {
    const run = ascii.slice(Math.max(start, end - 8), end).toLowerCase();
    const scheme = schemes.find((one) => run.endsWith(one)) ?? '';
    // There may be no space before the address: the letters before it are a token of their own.
    const from = scheme === '' ? start : end - scheme.length;
    return from === start
      ? linkToken(ascii, start, end + 3)
      : { kind: 'word', start, end: from, target: videoAt(ascii, start, from) };
  }
  if (/^(?:\/|%2f)/iu.test(ascii.slice(end, end + 3)) && ascii.slice(start, end).includes('.'))
    return linkToken(ascii, start, end);
  return (
    markedUid(ascii, shown, { start, end }) ?? {
      kind: 'word',
      start,
      end,
      target: videoAt(ascii, start, end),
    }
  );
}

const schemes = ['https', 'http', 'bilibili', 'rsshub'];

/** `://` of a link in the query of another. */
const encodedScheme = /^%3a(?:%2f|\/){2}/iu;

function linkToken(ascii: string, start: number, from: number): Token {
  const end = endOfLink(ascii, from);
  return { kind: 'link', start, end, target: readLink(ascii.slice(start, end)) };
}

/** Words that mark the number after them as a UID: `alone`, or only with a `sign` in between. */
const marks: ReadonlyMap<string, 'alone' | 'sign'> = new Map([
  ['uid', 'alone'],
  ['uids', 'sign'],
  ['mid', 'sign'],
  ['mids', 'sign'],
  ['vmid', 'sign'],
  ['hmid', 'sign'],
  ['up_mid', 'sign'],
  ['host_mid', 'sign'],
  ['owner_mid', 'sign'],
  ['fid', 'sign'],
  ['user_id', 'sign'],
  ['userid', 'sign'],
]);

/** Most signs and spaces between a mark and its number. */
const widestMark = 6;

function markedUid(
  ascii: string,
  shown: string,
  { start, end }: { start: number; end: number },
): Token | undefined {
  if (end - start > 24) return undefined;
  const word = ascii.slice(start, end).toLowerCase();
  const tied = /^(?:uid[-_.]?(?=\d)|v?mid[-_.]?(?=\d{5}))/u.exec(word)?.[0].length;
  const from = tied === undefined ? endOfMark(ascii, word, { start, end }) : start + tied;
  if (from === undefined) return undefined;
  const stop = Math.max(endOfDigits(ascii, from), endOfWrittenThousands(ascii, shown, from));
  const isEnd = !isWord(ascii.charCodeAt(stop)) || /^[um]id/iu.test(ascii.slice(stop, stop + 3));
  if (stop === from || !isEnd) return undefined;
  // `UID 5 位数` ("a UID of 5 digits") and `UID 2024 年` name nobody.
  if (tied === undefined && stop - from < 5 && /^ ?[位年月]/u.test(ascii.slice(stop, stop + 2)))
    return undefined;
  return {
    kind: 'word',
    start,
    end: stop,
    target: midReference(ascii.slice(from, stop).replace(/[, ]/gu, '')),
  };
}

/** Where the number may begin that a word apart from it marks; `undefined` for a word that marks none. */
function endOfMark(
  ascii: string,
  word: string,
  { start, end }: { start: number; end: number },
): number | undefined {
  const kind =
    marks.get(word) ??
    (word === 'id' && '户主播者站'.includes(ascii.charAt(start - 1) || ' ') ? 'sign' : undefined);
  if (kind === undefined) return undefined;
  let at = end;
  let signed = kind === 'alone';
  if (signed && /^ is\b/iu.test(ascii.slice(at, at + 4))) at += 3;
  while (at - end <= widestMark && isBetween(ascii.charCodeAt(at))) {
    signed ||= !isSpace(ascii.charCodeAt(at)) && ascii.charAt(at) !== '"' && ascii.charAt(at) !== "'";
    at += 1;
  }
  return signed ? at : undefined;
}

function isBetween(code: number): boolean {
  return isSpace(code) || signsBetween.has(code);
}

/** What may stand between a mark and its number: signs, arrows, closing brackets around the mark, words for "is" and "number". */
const signsBetween = new Set([...':="\'#-—>→]】是为号码'].map((sign) => sign.charCodeAt(0)));

function videoAt(ascii: string, start: number, end: number): PersonReference | undefined {
  const isBvid = end - start === 12 && ascii.slice(start, start + 2).toLowerCase() === 'bv';
  return isBvid ? videoReference(ascii.slice(start, end)) : undefined;
}

/** Where a run of letters, digits, `.` and `-` ends, as in hosts and ids. */
function endOfRun(ascii: string, start: number): number {
  let end = start;
  for (let code = ascii.charCodeAt(end); isWord(code) || code === 0x2e || code === 0x2d; ) {
    end += 1;
    code = ascii.charCodeAt(end);
  }
  return end;
}

/** Where an `@name` ends: at a gap, or where the next one begins, unless the two are an address (`@a@b.example`). */
function endOfName(ascii: string, start: number): number {
  let end = start + 1;
  while (end < ascii.length && !isGap(ascii.charCodeAt(end))) {
    if (ascii.charCodeAt(end) === 0x40 && end > start + 1) {
      const next = endOfRun(ascii, end + 1);
      if (!ascii.slice(end, next).includes('.')) return end;
      end = next;
    } else end += 1;
  }
  return end;
}

/**
 * Spaces, line ends, and the commas and semicolons of both scripts (full-width ones are in ASCII form here).
 */
function isGap(code: number): boolean {
  return isSpace(code) || code === 0x2c || code === 0x3b || code === 0x3001 || code === 0xfe51;
}

/** Brackets, quotes and sentence punctuation, which may surround a number or a name. */
export function isWrapper(code: number): boolean {
  return wrappers.has(code);
}

const wrappers = new Set(
  [...'"\'`“”‘’「」『』《》〈〉【】〖〗〔〕[](){}<>*|。!?~…:'].map((sign) => sign.charCodeAt(0)),
);

/**
 * Where a number with thousands separators such as `701,003` ends, or `start` when there is none. Spaces
 * count as separators only if a group begins with a zero, which no separate number does: `701 003`.
 */
export function endOfThousands(ascii: string, start: number): number {
  let end = endOfDigits(ascii, start);
  if (end === start || end - start > 3) return start;
  const separator = ascii.charAt(end);
  let groups = 0;
  while (ascii.charAt(end) === separator && endOfDigits(ascii, end + 1) === end + 4 && groups < 6) {
    end += 4;
    groups += 1;
  }
  if (groups === 0 || isDigit(ascii.charCodeAt(end))) return start;
  return separator === ',' || (separator === ' ' && isOneNumber(ascii.slice(start, end))) ? end : start;
}

/** The same, where a Chinese comma separates people: an ASCII comma between digits separates thousands. */
function endOfWrittenThousands(ascii: string, shown: string, start: number): number {
  const end = endOfThousands(ascii, start);
  return isOneNumber(ascii.slice(start, end)) || !shown.slice(start, end).includes('，') ? end : start;
}

/** Whether these groups certainly are one number: one of them begins with a zero. */
function isOneNumber(thousands: string): boolean {
  return thousands.includes(',0') || thousands.includes(' 0');
}
