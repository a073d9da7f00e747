import type zh from '../zh/notes.ts';
import { counted } from './plural.ts';

export default {
  button: 'Note',
  remove: 'Delete',
  line: (note) => `Note: ${note}`,
  after: (note) => ` (${note})`,
  ask: (most) =>
    `What should the note say? At most ${most} characters; only you see it. Send /cancel to cancel.`,
  askAnother: (note, most) =>
    `Current note: ${note}\nSend a new one (at most ${most} characters), or “Delete”. Send /cancel to cancel.`,
  tooLong: (most) => `This note is too long: at most ${most} characters. Please send something shorter.`,
  nothingVisible: 'There is no visible text in this. Write the note as text, or send /cancel to cancel.',
  done: (name) => `✅ Saved the note on ${name}`,
  removed: (name) => `✅ Deleted the note on ${name}`,
  hadNone: (name) => `There is no note on ${name}, so there is nothing to delete`,
  found: (count) => `Found by your notes, and first in the list: ${counted(count, 'person', 'people')}`,
} satisfies typeof zh;
