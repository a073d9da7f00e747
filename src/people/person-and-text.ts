import { readPeopleInAnswer } from './people-in-text.ts';

/** A person as written, and the text after them; empty when there is none. */
export interface PersonAndText {
  who: string;
  text: string;
}

/**
 * How many of the first pieces may belong to the person: `UID 123` has two, a shared link has its title
 * before it.
 */
const mostPieces = 12;
/** Longest text that names one person, in UTF-16 units. */
const longestPerson = 2000;

/**
 * Splits a text into the person at its beginning and the rest. The person is the shortest run of words that
 * names exactly one; if there is none, the part before a colon or comma; if that names nobody either, the
 * whole text.
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

/** The positions at which the first pieces end. */
function endsOf(text: string, gap: RegExp): number[] {
  return [...text.matchAll(gap)].slice(0, mostPieces).map(({ index }) => index);
}
