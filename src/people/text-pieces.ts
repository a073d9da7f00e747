import { isDigits } from '../text/character-classes.ts';
import { figureStarts } from './find-counts-in-line.ts';
import {
  articleReference,
  midReference,
  type PersonReference,
  unmarkedReference,
  videoReference,
} from './person-reference.ts';
import { namedPerson, personInBrackets, uidIn } from './read-name-with-uid.ts';
import { type LineItem, numbersOfNobody, personItem } from './short-numbers-on-line.ts';
import { endOfThousands, isWrapper, type Token, tokensOf } from './text-tokens.ts';

/** A piece of a text between two separators. */
export interface Piece {
  /** As written; cut when very long. */
  text: string;
  /** People named by its links, video ids and marked numbers, regardless of the text around them. */
  certain: readonly PersonReference[];
  /** The person the whole piece names when it answers a question: a bare number, a name, an av number. */
  answers?: PersonReference | undefined;
}

/** Longest piece that is examined, in UTF-16 units; no link is longer. */
const longestPiece = 2000;
/** How much of a longer piece is kept to be shown, in UTF-16 units. */
const longestShown = 200;
/** Most pieces that are examined: far more people than any message holds. */
const mostPieces = 10_000;

/**
 * Splits a text into pieces, in one pass. The title of a shared link, in 【】 or as [title](address) before it,
 * is not a piece.
 * @param shown the text as written
 * @param ascii the same text in ASCII forms, character for character; spaces in place of what must not be
 *   read
 */
export function scanPieces(shown: string, ascii: string): Piece[] {
  const pieces = createPieceCollector(shown, ascii);
  for (const token of tokensOf(ascii, shown)) {
    if (token.kind === 'gap' || pieces.holdsName(token)) pieces.close(token.start);
    if (token.kind !== 'gap') pieces.add(token);
    if (pieces.count() >= mostPieces) {
      pieces.leave(token.end);
      break;
    }
  }
  pieces.close(ascii.length);
  return pieces.all();
}

/** A piece, where it ends, and how it follows the one before it. */
interface PlacedPiece extends Piece {
  end: number;
  isBeside: boolean;
  beginsLine: boolean;
}

function createPieceCollector(shown: string, ascii: string) {
  const pieces: PlacedPiece[] = [];
  let certain: PersonReference[] = [];
  let start = -1;
  /** Position of the @ that begins a name. */
  let name = -1;
  /** Positions where a title may have begun since the last link: the first 【, the last [. */
  let title = -1;
  let bracket = -1;
  /** The last two signs that were not gaps, the latest first. */
  let before = ['', ''];

  function dropTitle(): void {
    const [last, lastButOne] = before;
    const from = last === '】' ? title : last === '(' && lastButOne === ']' ? bracket : -1;
    title = -1;
    bracket = -1;
    if (from < 0) return;
    while ((pieces.at(-1)?.end ?? -1) > from) pieces.pop();
    certain = [];
  }

  return {
    /** Whether a name began before this token, which is another name: two written without a space. */
    holdsName: ({ kind }: Token) => kind === 'name' && name >= 0,
    add({ kind, start: from, target }: Token): void {
      if (kind === 'link') dropTitle();
      if (start < 0) start = from;
      if (kind === 'name') name = from;
      if (target) certain.push(target);
      const first = ascii.charAt(from);
      if (first === '【' && title < 0) title = from;
      if (first === '[') bracket = from;
      before = kind === 'sign' ? [first, before[0] ?? ''] : ['', ''];
    },
    close(end: number): void {
      if (start < 0) return;
      const piece = readPiece(shown.slice(start, end), ascii.slice(start, end), {
        certain,
        name: name - start,
      });
      const last = pieces.at(-1);
      const gap = last === undefined ? '\n' : ascii.slice(last.end, start);
      const isBeside = last !== undefined && /^[ \t|·•]{1,3}$/u.test(gap);
      const who = last?.answers?.kind === 'name' ? uidOfName(ascii.slice(start, end), piece) : undefined;
      // A UID in brackets, or a marked UID, after a name and a space belongs to the name.
      if (isBeside && who) pieces[pieces.length - 1] = { ...last, answers: who, end };
      else if (piece) pieces.push({ ...piece, end, isBeside, beginsLine: /[\n\r\u2028\u2029]/u.test(gap) });
      start = -1;
      name = -1;
      certain = [];
    },
    /** Adds the unexamined rest as one piece that names nobody. */
    leave(from: number): void {
      const rest = shown.slice(from, from + longestShown).trim();
      if (rest !== '')
        pieces.push({ text: rest, certain: [], end: shown.length, isBeside: false, beginsLine: true });
      start = -1;
    },
    count: () => pieces.length,
    all: () => withoutShortNumbers(withFiguresJoined(pieces)),
  };
}

/** The pieces of a count and of its words are one, which means nobody. */
function withFiguresJoined(pieces: readonly PlacedPiece[]): PlacedPiece[] {
  const texts = pieces.map(({ text }) => text);
  const starts = figureStarts(texts, (at) => pieces[at]?.isBeside ?? false);
  return starts.flatMap((start, index) => {
    const [first, ...others] = pieces.slice(start, starts[index + 1] ?? pieces.length);
    if (first === undefined || others.length === 0) return first ?? [];
    const text = [first, ...others].map((piece) => piece.text).join(' ');
    return { ...first, text, certain: [], answers: undefined };
  });
}

/** Line by line, the short numbers that are nobody mean nobody; one that is also marked as a UID there is somebody. */
function withoutShortNumbers(pieces: readonly PlacedPiece[]): Piece[] {
  const read: Piece[] = [];
  let line: PlacedPiece[] = [];
  for (const piece of [...pieces, undefined]) {
    if (piece === undefined || piece.beginsLine) {
      const items = line.map(itemOf);
      const isNobody = numbersOfNobody(items);
      const marked = new Set(line.flatMap(({ certain }) => certain.map(midOf)));
      for (const [at, { text, certain, answers }] of line.entries())
        read.push(
          isNobody(items[at]) && !marked.has(midOf(answers)) ? { text, certain } : { text, certain, answers },
        );
      line = [];
    }
    if (piece) line.push(piece);
  }
  return read;
}

function midOf(target: PersonReference | undefined): number | undefined {
  return target?.kind === 'mid' ? target.mid : undefined;
}

function itemOf({ text, certain, answers }: PlacedPiece): LineItem {
  if (certain.length > 0) return 'person';
  return answers === undefined ? 'other' : personItem(answers, text);
}

/** The person whose UID a piece after a name gives; `undefined` for any other piece. */
function uidOfName(ascii: string, piece: Piece | undefined): PersonReference | undefined {
  const [marked, ...others] = piece?.certain ?? [];
  const isMarked = others.length === 0 && marked?.kind === 'mid' && ascii.slice(0, 3).toLowerCase() === 'uid';
  return isMarked ? marked : uidIn(ascii);
}

/** Reads one piece; `undefined` for signs that only connect other pieces. */
function readPiece(
  text: string,
  ascii: string,
  { certain, name }: { certain: readonly PersonReference[]; name: number },
): Piece | undefined {
  if (text.length > longestPiece) return { text: `${text.slice(0, longestShown)}…`, certain: [] };
  if (certain.length > 0) return { text, certain };
  // `#5` is a rank.
  let from = /^#\d{5}/u.test(ascii) ? 1 : 0;
  let to = ascii.length;
  while (from < to && isWrapper(ascii.charCodeAt(from))) from += 1;
  while (to > from && isTail(ascii.charCodeAt(to - 1))) to -= 1;
  const bare = ascii.slice(from, to);
  // `>1000` and `~1000` are amounts.
  if (to === ascii.length && isDigits(bare) && ['<', '>', '~'].includes(ascii.slice(0, from)))
    return { text, certain };
  if (bare === '' || joints.has(bare)) return undefined;
  if (name >= 0)
    return { text, certain, answers: namedPerson(text.slice(name + 1, to), ascii.slice(name + 1, to)) };
  const plain = bare.replace(pictures, '\t').trim();
  const digits = endOfThousands(plain, 0) === plain.length ? plain.replace(/[, ]/gu, '') : plain;
  return {
    text,
    certain,
    answers: isDigits(digits)
      ? unmarkedReference(digits)
      : (videoReference(bare) ??
        articleReference(bare) ??
        personInBrackets(bare) ??
        midReference(beforeRemark.exec(bare)?.[1])),
  };
}

/** Emoji and arrows around a number; between two numbers they part them. */
const pictures =
  /[\p{Extended_Pictographic}\u2190-\u21ff\u2600-\u27bf\u{1f1e6}-\u{1f1ff}\ufe0f\u20e3\u200d]/gu;

/** A UID with a remark in brackets: `701003（碧诗）`. */
const beforeRemark = /^(\d{5,16})[(（[【《「<]/u;

function isTail(code: number): boolean {
  return isWrapper(code) || code === 0x2e;
}

const joints = new Set(['-', '–', '—', '|', '·', '•', '→', '->', '=>', '/', '+', '&']);
