import { narrowed, withoutUnseen } from '../text/normalize.ts';
import { readLink } from './person-in-link.ts';
import type { PersonReference } from './person-reference.ts';
import { namedPerson } from './read-name-with-uid.ts';
import { withoutLineNumbers } from './strip-line-numbers.ts';
import { type Piece, scanPieces } from './text-pieces.ts';

export type { PersonReference } from './person-reference.ts';

/** What was read from a text: the people in the order written, each once, and the pieces that mean nobody. */
export interface Whom {
  targets: PersonReference[];
  unread: string[];
}

/**
 * Reads any number of people from a text that was written as an answer, without asking the site. They are parted by
 * spaces, lines and the commas of both scripts; a link may have words against it. Takes time in proportion to the text;
 * of one without end, only the beginning is taken apart, and the rest is a piece that means nobody.
 *
 * @example readWhom('123456, @碧诗 什么') // two targets, and '什么' unread
 */
export function readPeopleInAnswer(text: string): Whom {
  const shown = withoutUnseen(text);
  const ascii = partNumbers(withoutLineNumbers(narrowed(shown))).replace(tie, ' ');
  const whom = collect(scanPieces(shown, ascii));
  const named = spacedName(shown, ascii);
  // Only when the pieces make no sense by themselves: `@name 123456` are two people.
  if (named === undefined || whom.unread.length === 0) return whom;
  return { targets: [named], unread: [] };
}

/**
 * The people a message speaks of: first those its links name, then those written in its text. Unlike {@link readPeopleInAnswer}
 * it takes only forms that cannot be anything else, since the text was not written as an answer.
 * @param links addresses behind words, which the text does not show (Telegram's `text_link`)
 */
export function findPeopleInMessage(text: string, links: readonly string[]): PersonReference[] {
  const shown = withoutUnseen(text);
  const written = scanPieces(shown, narrowed(shown)).flatMap(({ certain }) => certain);
  return once([...links.flatMap((link) => readLink(withoutUnseen(link).trim()) ?? []), ...written]);
}

/** Numbers joined by a sign or an "and": `701003/701004`, `701003和701004`. */
const joined = /(?<![^\s,;、])\d{5,16}(?:[/|+&。·和与及跟]\d{5,16})+(?![\w./])/gu;

/** What ties a number to the word before or behind it: `碧诗：701003`, `701003-碧诗`. */
const tie =
  /(?<=(?:^|[\s,;、])\d{5,16})[:=—–-](?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])[:=—–-](?=(?:\d{5,16}|\d{1,3}(?:,\d{3}){1,5})(?:$|[\s,;、。]))/gu;

/** The same text, with a space for the sign that joins a number to another. */
export function partNumbers(text: string): string {
  return text.replace(joined, (numbers) => numbers.replace(/\D/gu, ' '));
}

function collect(pieces: readonly Piece[]): Whom {
  const targets: PersonReference[] = [];
  const unread: string[] = [];
  for (const { text, certain, answers } of pieces) {
    if (certain.length > 0) targets.push(...certain);
    else if (answers) targets.push(answers);
    else unread.push(text);
  }
  return { targets: once(targets), unread };
}

function once(targets: readonly PersonReference[]): PersonReference[] {
  return [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()];
}

/** A name with spaces in it, when there is nothing else: no other line, no comma. */
function spacedName(shown: string, ascii: string): PersonReference | undefined {
  const name = shown.trim();
  const plain = ascii.trim();
  if (!plain.startsWith('@') || /[\n,、;]/u.test(plain)) return undefined;
  return name.length <= longestName ? namedPerson(name.slice(1), plain.slice(1)) : undefined;
}

/** The site allows 16 characters; older names are longer. */
const longestName = 64;
