import { wholeLine } from '../../bot/text/displayable-text.ts';
import { catalogues } from '../../bot/text/index.ts';
import { longestNote } from '../../storage/index.ts';

/** A parsed answer to the question for a note. */
export type TypedNote =
  | { kind: 'note'; text: string }
  /** The word that deletes the note. */
  | { kind: 'remove' }
  | { kind: 'tooLong' }
  /** It has no visible characters. */
  | { kind: 'nothingVisible' };

const removing = new Set(Object.values(catalogues).map(({ notes }) => notes.remove.toLowerCase()));

/** Parses a typed note: one line of visible text, complete or not at all. */
export function parseTypedNote(typed: string): TypedNote {
  // A bound well above the longest note, for the functions below.
  if (typed.length > 20 * longestNote) return { kind: 'tooLong' };
  const text = wholeLine(typed);
  if (text === '') return { kind: 'nothingVisible' };
  if (removing.has(text.toLowerCase())) return { kind: 'remove' };
  return text.length > longestNote ? { kind: 'tooLong' } : { kind: 'note', text };
}
