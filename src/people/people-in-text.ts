import { finish } from '../text/interruptible-work.ts';
import { narrowed, withoutUnseen } from '../text/invisible-and-wide-characters.ts';
import { countLines } from './find-counts-in-line.ts';
import { readLink } from './person-in-link.ts';
import type { PersonReference } from './person-reference.ts';
import { namedPerson } from './read-name-with-uid.ts';
import { withoutAttributions } from './strip-chat-and-log-prefixes.ts';
import { withoutLineNumbers } from './strip-line-numbers.ts';
import { type Piece, scanPieces } from './text-pieces.ts';

export type { PersonReference } from './person-reference.ts';

/** The people named in a text, in order and each once, and the pieces that name nobody. */
export interface PeopleInText {
  targets: PersonReference[];
  unread: string[];
}

/**
 * Reads the people from a text typed as an answer, without asking the site. They may be separated by spaces,
 * line ends and the commas of both scripts; a link may touch other words. Linear in the length of the text;
 * of a very long text only the beginning is read, and the rest is one unread piece.
 * @example readPeopleInAnswer('123456, @碧诗 什么') // two targets, and '什么' unread
 */
export function readPeopleInAnswer(text: string): PeopleInText {
  const shown = withoutUnseen(text);
  const ascii = withNumbersApart(listIn(shown)).replace(colonBesideName, ' ');
  const whom = collect(scanPieces(shown, ascii));
  const named = spacedName(shown, ascii);
  // Only when some piece names nobody: `@name 123456` are two people.
  if (named === undefined || whom.unread.length === 0) return whom;
  return { targets: [named], unread: [] };
}

/**
 * The people a message mentions: first those in its links, then those in its text. Unlike {@link
 * readPeopleInAnswer} it accepts only forms that can mean nothing else, since the text was not typed as an
 * answer.
 * @param links addresses that the text does not show (Telegram's `text_link`)
 */
export function findPeopleInMessage(text: string, links: readonly string[]): PersonReference[] {
  const shown = withoutUnseen(text);
  const written = scanPieces(shown, listIn(shown)).flatMap(({ certain }) => certain);
  return withoutDuplicates([
    ...links.flatMap((link) => readLink(withoutUnseen(link).trim()) ?? []),
    ...written,
  ]);
}

/** The text with spaces for the lines that are counts, as pages show them: `粉丝数` and `35000` below it. */
function withoutCountLines(text: string): string {
  const lines = text.split('\n');
  const counts = countLines(lines);
  return counts.size === 0
    ? text
    : lines.map((line, at) => (counts.has(at) ? spaces(line) : line)).join('\n');
}

function spaces(text: string): string {
  return ' '.repeat(text.length);
}

/** The text in ASCII forms, character for character, with spaces for those who only wrote it. */
function listIn(shown: string): string {
  return finish(withoutAttributions(narrowed(shown)));
}

/**
 * Numbers joined by a sign, a word for "and", emoji or the brackets about them: `701003/701004`, `701003和701004`,
 * `【701003】【701004】`.
 */
const joinedNumbers =
  /(?<=(?:^|[\s,;，；、([{<（【《「『])|uids?[是为:：=]{1,2})\d{5,16}(?:(?:[/|+&。·和与跟]|以?及|还有|\\[nrt]|[)\]}】》」』][([{【《「『]|(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d){1,8})\d{5,16})+(?![\w./])/giu;

/** What may stand around a number with its name: a text read as a table has its signs as written. */
const gap = String.raw`[\s,;，；、。]`;

/** One of these signs between a number and a name: `碧诗：701003`, `701003-碧诗`. */
function signBesideName(signs: string): RegExp {
  const after = String.raw`(?<=(?:^|${gap})\d{5,16})[${signs}](?=[\u3400-\u9fff])`;
  const before = String.raw`(?<=[\u3400-\u9fff])[${signs}](?=(?:\d{5,16}|\d{1,3}(?:,\d{3}){1,5})(?:$|${gap}))`;
  return new RegExp(`${after}|${before}`, 'gu');
}

const colonBesideName = signBesideName(':=');
const dashBesideName = signBesideName('—–-');

/** The word for "is" behind one for an account of this site: `我的账号是701003`, and not `QQ账号是701003`. */
const isAfterAccount = new RegExp(
  String.raw`(?<=(?:^|${gap})(?:我的?|本人的?)?(?:(?:b站|哔哩哔哩|bilibili|小破站)的?[账帐]?|[账帐])号)[是为](?=\d{5,16})`,
  'giu',
);

/** A digit on a key, as emoji show it. */
const keycap = /[\d#*]\ufe0f?\u20e3/gu;

/**
 * The text with spaces in place of what is no part of its numbers: counts a line, the numbers of lines and items, the signs
 * that join two numbers, and those between a number and a name.
 */
export function withNumbersApart(text: string): string {
  const items = withoutLineNumbers(withoutCountLines(text.replace(keycap, spaces)));
  // Without `u`: a space for each unit of an emoji, so that the text keeps its length.
  return items
    .replace(isAfterAccount, ' ')
    .replace(joinedNumbers, (numbers) => numbers.replace(/\D/g, ' '))
    .replace(dashBesideName, ' ');
}

function collect(pieces: readonly Piece[]): PeopleInText {
  const targets: PersonReference[] = [];
  const unread: string[] = [];
  for (const { text, certain, answers } of pieces) {
    if (certain.length > 0) targets.push(...certain);
    else if (answers) targets.push(answers);
    else unread.push(text);
  }
  return { targets: withoutDuplicates(targets), unread };
}

function withoutDuplicates(targets: readonly PersonReference[]): PersonReference[] {
  return [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()];
}

/** A name that contains spaces, if the text holds nothing else: no other line, no comma. */
function spacedName(shown: string, ascii: string): PersonReference | undefined {
  const name = shown.trim();
  const plain = ascii.trim();
  if (!plain.startsWith('@') || /[\n,、;]|.@/u.test(plain)) return undefined;
  return name.length <= longestName ? namedPerson(name.slice(1), plain.slice(1)) : undefined;
}

/** Longest name, in UTF-16 units. The site allows 16 characters; older names are longer. */
const longestName = 64;
