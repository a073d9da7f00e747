import type zh from '../zh/notes.ts';
import { counted } from './plural.ts';

export default {
  button: 'Note',
  remove: 'Delete',
  line: (note) => `Note: ${note}`,
  after: (note) => ` (${note})`,
  ask: (most) =>
    `What should the note say? At most ${most} characters; only you see it. Send /cancel to leave.`,
  askAnother: (note, most) =>
    `The note now: ${note}\nSend another (at most ${most} characters), or “Delete”. Send /cancel to leave.`,
  tooLong: (most) => `This note is too long: at most ${most} characters. Please send less.`,
  nothingVisible: 'There is no text to be seen in this. Write the note in words, or send /cancel to leave.',
  done: (name) => `✅ Noted about ${name}`,
  removed: (name) => `✅ Deleted the note on ${name}`,
  hadNone: (name) => `There is no note on ${name} to delete`,
  found: (count) => `Found by your notes, and first in the list: ${counted(count, 'person', 'people')}`,
} satisfies typeof zh;
