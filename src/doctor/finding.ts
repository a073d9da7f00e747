import { visible } from '../bot/text/displayable-text.ts';

/** The result of one check. `bad` needs fixing; `note` is information. */
export interface Finding {
  mark: 'ok' | 'note' | 'bad';
  text: string;
  /** The subject, in a column of its own. */
  about?: string;
}

/** The check passed. */
export const ok = (text: string): Finding => ({ mark: 'ok', text });
/** Information. */
export const note = (text: string): Finding => ({ mark: 'note', text });
/** Something to fix. */
export const bad = (text: string): Finding => ({ mark: 'bad', text });

const column = 28;
const marks = { ok: 'ok    ', note: 'note  ', bad: 'BAD   ' };

/** A finding as one line of output; line breaks and control characters in text from others are removed. */
export function formatFinding({ mark, text, about }: Finding): string {
  return marks[mark] + (about === undefined ? '' : about.padEnd(column)) + visible(text);
}
