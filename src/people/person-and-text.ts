import { readPeopleInAnswer } from './people-in-text.ts';

/** A person as written, and the text after them; empty when there is none. */
export interface PersonAndText {
  who: string;
  text: string;
}

/** As many of the first pieces are tried as the person: `UID 123` has two, what is shared from the site a title before its link. */
const mostPieces = 12;
/** No way to write one person is longer, in UTF-16 units. */
const longestPerson = 2000;

/**
 * Takes a person from the beginning of a text: the fewest of its words that name one and nothing else; where no words do,
 * what stands before a colon or comma. Where nobody is named so, the whole is meant to be the person.
 * @example readPersonAndText('UID 123 老同学') // { who: 'UID 123', text: '老同学' }
 */
export function readPersonAndText(said: string): PersonAndText {
  const trimmed = said.trim();
  for (const gap of [/\s+/gu, /[\s:：,，、;；]+/gu]) {
    for (const end of endsOf(trimmed.slice(0, longestPerson), gap)) {
      const who = trimmed.slice(0, end);
      const { targets, unread } = readPeopleInAnswer(who);
      if (targets.length === 1 && unread.length === 0)
        return { who, text: trimmed.slice(end).replace(/^[\s:：,，、;；]+/u, '') };
    }
  }
  return { who: trimmed, text: '' };
}

/** Where the first pieces end. */
function endsOf(text: string, gap: RegExp): number[] {
  return [...text.matchAll(gap)].slice(0, mostPieces).map(({ index }) => index);
}
