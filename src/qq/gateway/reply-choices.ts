import type { InlineKeyboardButton } from 'grammy/types';
import { type ReplyWords, replyWords } from './reply-words.ts';

/** A choice that can be typed in answer to a message. */
export interface MenuChoice {
  /** The text to type, as shown. */
  shown: string;
  /** Accepted texts, normalized. */
  said: readonly string[];
  /** The button's callback data. */
  data: string;
  /** The number of a list row; such choices are shown as a range. */
  row: number | undefined;
  /** Whether its check box is checked. */
  checked: boolean;
}

const pageLabels = ['‹', '›', '-10', '+10'];

/**
 * The choices of a keyboard for typing. A list row is chosen by its number; of two equal labels the second
 * gets a number added. Buttons that open an address are no choices.
 */
export function choicesOf(
  keyboard: readonly (readonly InlineKeyboardButton[])[],
  words: ReplyWords,
): MenuChoice[] {
  const taken = new Set<string>();
  const free = (shown: string): string => {
    let name = shown;
    for (let n = 2; taken.has(normalize(name)); n += 1) name = `${shown} (${n})`;
    taken.add(normalize(name));
    return name;
  };
  return withPageButtonsTogether(keyboard.flat()).flatMap((button): MenuChoice[] => {
    if (!('callback_data' in button)) return [];
    const { text, callback_data: data } = button;
    const row = rowNumber(text);
    const shown = free(row === undefined ? (pageWord(text, words) ?? withoutFact(text)) : String(row));
    return [{ shown, said: [normalize(shown), ...aliases(text)], data, row, checked: /^[☑✅]/u.test(text) }];
  });
}

/** The choice that a text means. An exact match comes before one without signs or in another language. */
export function findChoice(choices: readonly MenuChoice[], said: string): MenuChoice | undefined {
  const meant = normalize(said);
  if (meant === '') return undefined;
  return (
    choices.find(({ shown }) => normalize(shown) === meant) ??
    choices.find((choice) => choice.said.includes(meant))
  );
}

/** The choice that cancels, if the menu has one. */
export function findCancelChoice(choices: readonly MenuChoice[]): MenuChoice | undefined {
  return choices.find(({ said }) => said.some(isMenuCancel));
}

/** Whether a text is the word for cancelling, in any language. */
export function isMenuCancel(said: string): boolean {
  return Object.values(replyWords).some(({ cancel }) => normalize(cancel) === normalize(said));
}

/** The line under a message that lists the possible replies. */
export function replyLine(choices: readonly MenuChoice[], words: ReplyWords): string {
  const labels = choices.filter(({ row }) => row === undefined).map(({ shown }) => shown);
  const rows = choices.flatMap(({ row }) => (row === undefined ? [] : [row]));
  return words.reply + [...labels, ...asRanges(rows)].join(dot);
}

/**
 * A line with the numbers of checked rows, which are otherwise visible only in button labels; no line when
 * none is checked.
 */
export function checkedLine(choices: readonly MenuChoice[]): string[] {
  const rows = choices.flatMap(({ row, checked }) => (row !== undefined && checked ? [row] : []));
  return rows.length === 0 ? [] : [`☑ ${asRanges(rows).join(dot)}`];
}

/** The addresses of link buttons, one line each. */
export function linkLines(
  keyboard: readonly (readonly InlineKeyboardButton[])[],
  { separator }: ReplyWords,
): string[] {
  return keyboard
    .flat()
    .flatMap((button) => ('url' in button ? [`${button.text}${separator}${button.url}`] : []));
}

/** The number at the beginning of a row's label, after its check box. */
export function rowNumber(label: string): number | undefined {
  const number = /^(?:[☐☑✅]\s?)?(\d{1,6})\.\s/u.exec(label)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Normalizes typed text: width, case and surrounding spaces do not matter. */
function normalize(text: string): string {
  return text.slice(0, 100).normalize('NFKC').trim().toLowerCase();
}

/** Separates choices in a line, and the extra fact at the end of a label. */
const dot = ' · ';

/** A label without the fact at its end, such as the size of a group, which nobody would type. */
function withoutFact(label: string): string {
  const at = label.lastIndexOf(dot);
  return (at > 0 ? label.slice(0, at) : label).trim();
}

/**
 * Other accepted texts: the whole label, the label without its leading sign, and the words for paging in
 * every language.
 */
function aliases(label: string): string[] {
  const bare = [label, withoutFact(label)].map((one) => one.replace(/^[^\p{L}\p{N}+-]+/u, ''));
  const pageWords = Object.values(replyWords).flatMap((words) => pageWord(label, words) ?? []);
  return [label, ...bare, ...pageWords].map(normalize).filter((word) => word !== '');
}

function pageWord(label: string, words: ReplyWords): string | undefined {
  if (label === '‹') return words.previous;
  return label === '›' ? words.next : undefined;
}

/** Puts the paging buttons next to each other, single steps first. */
function withPageButtonsTogether(buttons: readonly InlineKeyboardButton[]): InlineKeyboardButton[] {
  const turning = pageLabels.flatMap((label) => buttons.find(({ text }) => text === label) ?? []);
  const first = buttons.findIndex((button) => turning.includes(button));
  return buttons.flatMap((button, place) => {
    if (place === first) return turning;
    return turning.includes(button) ? [] : [button];
  });
}

/** Joins consecutive numbers to ranges such as `1–8`. */
function asRanges(numbers: readonly number[]): string[] {
  const found: { from: number; to: number }[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last !== undefined && number === last.to + 1) last.to = number;
    else found.push({ from: number, to: number });
  }
  return found.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
}
