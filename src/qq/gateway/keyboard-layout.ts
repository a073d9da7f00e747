import type { InlineKeyboardButton } from 'grammy/types';
import type { QQButton, QQCapabilities } from '../port.ts';
import { checkedLine, choicesOf, linkLines, type MenuChoice, replyLine, rowNumber } from './reply-choices.ts';
import type { ReplyWords } from './reply-words.ts';

/** How the buttons of a message are shown. */
export interface KeyboardLayout {
  /** Real buttons, if the platform supports them. */
  buttons: QQButton[][];
  /** Lines under the text in place of buttons: addresses, and the possible replies. */
  lines: string[];
  /** The choices that can be typed, also if there are buttons. */
  choices: MenuChoice[];
}

type Keyboard = readonly (readonly InlineKeyboardButton[])[];

/**
 * Lays out an inline keyboard as QQ buttons or as lines for typed replies.
 * @param tag prefix of button data; says which message a pressed button belongs to
 */
export function layOutKeyboard(
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
  const rows = foldRows(all, buttons.columns);
  // Buttons beyond the platform's limit can still be typed.
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

interface PlacedButton {
  button: QQButton;
  /** Whether it is the number of a list row; only these are placed side by side. */
  numbered: boolean;
  data: string | undefined;
}

function toButton(button: InlineKeyboardButton, tag: string, longest: number): PlacedButton[] {
  const number = rowNumber(button.text);
  const label = number === undefined ? cut(button.text, longest) : `${checkBoxOf(button.text)}${number}`;
  const primary = 'style' in button && button.style === 'primary';
  const common = { label, ...(primary && { primary }) };
  if ('url' in button) return [{ button: { ...common, url: button.url }, numbered: false, data: undefined }];
  if (!('callback_data' in button)) return [];
  const data = tag + button.callback_data;
  return [{ button: { ...common, data }, numbered: number !== undefined, data }];
}

function checkBoxOf(label: string): string {
  return /^[☐☑✅]/u.exec(label)?.[0] ?? '';
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cuts a label to this many graphemes. */
function cut(label: string, longest: number): string {
  const characters = [...graphemes.segment(label)];
  if (characters.length <= longest) return label;
  const start = characters.slice(0, longest - 1).map(({ segment }) => segment);
  return `${start.join('')}…`;
}

/** Places list numbers side by side, and splits rows that are too long. */
function foldRows(rows: readonly (readonly PlacedButton[])[], columns: number): PlacedButton[][] {
  const folded: PlacedButton[][] = [];
  let numbers: PlacedButton[] | undefined;
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
