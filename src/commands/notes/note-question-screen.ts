import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import type { ActingViewer } from '../../bot/viewer.ts';
import { longestNote } from '../../storage/index.ts';

/** The question what to note about somebody; of a note there is, it shows the whole and the way to be rid of it. */
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
