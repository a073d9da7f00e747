import { wholeLine } from '../../bot/text/displayable-text.ts';
import { catalogues } from '../../bot/text/index.ts';
import { longestNote } from '../../storage/index.ts';

/** What somebody typed for a note. */
export type TypedNote =
  | { kind: 'note'; text: string }
  /** The word that removes the note. */
  | { kind: 'remove' }
  | { kind: 'tooLong' }
  /** Nothing of it can be seen. */
  | { kind: 'nothingVisible' };

const removing = new Set(Object.values(catalogues).map(({ notes }) => notes.remove.toLowerCase()));

/** Reads a note as it was typed: one line of what can be seen, whole or not at all. */
export function parseTypedNote(typed: string): TypedNote {
  // Far more than the longest note, and bounded for what takes it apart.
  if (typed.length > 20 * longestNote) return { kind: 'tooLong' };
  const text = wholeLine(typed);
  if (text === '') return { kind: 'nothingVisible' };
  if (removing.has(text.toLowerCase())) return { kind: 'remove' };
  return text.length > longestNote ? { kind: 'tooLong' } : { kind: 'note', text };
}
