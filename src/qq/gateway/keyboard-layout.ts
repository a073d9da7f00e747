import type { InlineKeyboardButton } from 'grammy/types';
import type { QQButton, QQCapabilities } from '../port.ts';
import { checkedLine, choicesOf, linkLines, type MenuChoice, replyLine, rowNumber } from './reply-choices.ts';
import type { ReplyWords } from './reply-words.ts';

/** How the buttons of a message are shown. */
export interface KeyboardLayout {
  /** Real buttons, where the platform has them. */
  buttons: QQButton[][];
  /** What stands under the text instead: addresses, and the line that says what may be answered. */
  lines: string[];
  /** What may be typed; also where there are buttons, since a label is easily typed. */
  choices: MenuChoice[];
}

type Keyboard = readonly (readonly InlineKeyboardButton[])[];

/**
 * @param tag put before what a button tells, so that a press says which message it was under
 */
export function layOut(
  keyboard: Keyboard,
  { buttons }: Pick<QQCapabilities, 'buttons'>,
  words: ReplyWords,
  tag: string,
): KeyboardLayout {
  const choices = choicesOf(keyboard, words);
  if (buttons === false) {
    const line = choices.length === 0 ? [] : [replyLine(choices, words)];
    return { buttons: [], lines: [...linkLines(keyboard, words), ...checkedLine(choices), ...line], choices };
  }
  const all = keyboard.map((row) => row.flatMap((button) => toButton(button, tag, buttons.label)));
  const rows = fold(all, buttons.columns);
  // What has no room as a button can still be typed.
  const shown = rows.slice(0, buttons.rows);
  const left = new Set(
    rows
      .slice(buttons.rows)
      .flat()
      .map(({ data }) => data),
  );
  const typed = choices.filter(({ data }) => left.has(tag + data));
  return {
    buttons: shown.map((row) => row.map(({ button }) => button)),
    lines: typed.length === 0 ? [] : [replyLine(typed, words)],
    choices,
  };
}

interface Placed {
  button: QQButton;
  /** Of a row of a list: only those are put side by side. */
  numbered: boolean;
  data: string | undefined;
}

function toButton(button: InlineKeyboardButton, tag: string, longest: number): Placed[] {
  const number = rowNumber(button.text);
  const label = number === undefined ? cut(button.text, longest) : `${box(button.text)}${number}`;
  const primary = 'style' in button && button.style === 'primary';
  const common = { label, ...(primary && { primary }) };
  if ('url' in button) return [{ button: { ...common, url: button.url }, numbered: false, data: undefined }];
  if (!('callback_data' in button)) return [];
  const data = tag + button.callback_data;
  return [{ button: { ...common, data }, numbered: number !== undefined, data }];
}

function box(label: string): string {
  return /^[☐☑✅]/u.exec(label)?.[0] ?? '';
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** At most so many characters, as a reader counts them. */
function cut(label: string, longest: number): string {
  const characters = [...graphemes.segment(label)];
  if (characters.length <= longest) return label;
  const start = characters.slice(0, longest - 1).map(({ segment }) => segment);
  return `${start.join('')}…`;
}

/** The numbers of a list side by side, and rows that are too long in several. */
function fold(rows: readonly (readonly Placed[])[], columns: number): Placed[][] {
  const folded: Placed[][] = [];
  let numbers: Placed[] | undefined;
  for (const row of rows.filter(({ length }) => length > 0)) {
    const list = row.every(({ numbered }) => numbered);
    for (const placed of row) {
      const last = folded.at(-1);
      const joins = list
        ? numbers !== undefined && last === numbers
        : last !== undefined && placed !== row[0];
      if (joins && last !== undefined && last.length < columns) last.push(placed);
      else folded.push([placed]);
      if (list) numbers = folded.at(-1);
    }
  }
  return folded;
}
