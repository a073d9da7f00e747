import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import type { ActingViewer } from '../../bot/viewer.ts';
import { longestNote } from '../../storage/index.ts';

/** Draws the question for a note; an existing note is shown in full, with a button to delete it. */
export function drawNoteQuestion(
  mid: number,
  note: string | undefined,
  { texts: { notes }, user, as }: ActingViewer,
): Content {
  if (note === undefined) return { text: notes.ask(longestNote) };
  return {
    text: notes.askAnother(note, longestNote),
    keyboard: [[callbackButton(notes.remove, { kind: 'noteDelete', user, mid, as }, 'danger')]],
  };
}
