import { visible } from '../bot/text/displayable-text.ts';

/** One thing that was looked at. `bad` is something to mend; `note` something to know. */
export interface Finding {
  mark: 'ok' | 'note' | 'bad';
  text: string;
  /** What it is of, in a column of its own. */
  about?: string;
}

/** All is well, as the text says. */
export const ok = (text: string): Finding => ({ mark: 'ok', text });
/** Something to know. */
export const note = (text: string): Finding => ({ mark: 'note', text });
/** Something to mend. */
export const bad = (text: string): Finding => ({ mark: 'bad', text });

const column = 28;
const marks = { ok: 'ok    ', note: 'note  ', bad: 'BAD   ' };

/** A finding as a line. What a stranger wrote may be in it, and is kept to that line. */
export function written({ mark, text, about }: Finding): string {
  return marks[mark] + (about === undefined ? '' : about.padEnd(column)) + visible(text);
}
