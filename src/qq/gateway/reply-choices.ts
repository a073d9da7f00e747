import type { InlineKeyboardButton } from 'grammy/types';
import { type ReplyWords, replyWords } from './reply-words.ts';

/** One way to answer a message. */
export interface MenuChoice {
  /** What is to be typed, as it is shown. */
  shown: string;
  /** What else is understood, normalized. */
  said: readonly string[];
  /** What the button tells the bot. */
  data: string;
  /** The number of a row; such choices are shown as a range. */
  row: number | undefined;
  /** Whether its box is checked. */
  checked: boolean;
}

const pages = ['‹', '›', '-10', '+10'];

/**
 * The choices a keyboard offers to somebody who types. A row of a list has the number that stands before it; of two
 * labels that are the same, the second gets a number of its own. Buttons that do nothing, or open an address, are none.
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
  return inOrder(keyboard.flat()).flatMap((button): MenuChoice[] => {
    if (!('callback_data' in button)) return [];
    const { text, callback_data: data } = button;
    const row = rowNumber(text);
    const shown = free(row === undefined ? (pageWord(text, words) ?? withoutFact(text)) : String(row));
    return [{ shown, said: [normalize(shown), ...aliases(text)], data, row, checked: /^[☑✅]/u.test(text) }];
  });
}

/** The choice somebody means. What fits exactly goes before what fits without signs and in another language. */
export function choose(choices: readonly MenuChoice[], said: string): MenuChoice | undefined {
  const meant = normalize(said);
  if (meant === '') return undefined;
  return (
    choices.find(({ shown }) => normalize(shown) === meant) ??
    choices.find((choice) => choice.said.includes(meant))
  );
}

/** The choice that leaves, where a menu has one. */
export function cancelChoice(choices: readonly MenuChoice[]): MenuChoice | undefined {
  return choices.find(({ said }) => said.some(isMenuCancel));
}

/** Whether somebody says that they want to leave. */
export function isMenuCancel(said: string): boolean {
  return Object.values(replyWords).some(({ cancel }) => normalize(cancel) === normalize(said));
}

/** The last line of a message: what may be answered. */
export function replyLine(choices: readonly MenuChoice[], words: ReplyWords): string {
  const labels = choices.filter(({ row }) => row === undefined).map(({ shown }) => shown);
  const rows = choices.flatMap(({ row }) => (row === undefined ? [] : [row]));
  return words.reply + [...labels, ...ranges(rows)].join(dot);
}

/** Which numbered rows are checked, which only their labels say; no line when none is. */
export function checkedLine(choices: readonly MenuChoice[]): string[] {
  const rows = choices.flatMap(({ row, checked }) => (row !== undefined && checked ? [row] : []));
  return rows.length === 0 ? [] : [`☑ ${ranges(rows).join(dot)}`];
}

/** The addresses that buttons open, a line each. */
export function linkLines(
  keyboard: readonly (readonly InlineKeyboardButton[])[],
  { separator }: ReplyWords,
): string[] {
  return keyboard
    .flat()
    .flatMap((button) => ('url' in button ? [`${button.text}${separator}${button.url}`] : []));
}

/** The number a row of a list begins with, behind its check box. */
export function rowNumber(label: string): number | undefined {
  const number = /^(?:[☐☑✅]\s?)?(\d{1,6})\.\s/u.exec(label)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** As people type: full-width signs and capitals are the same, and so are spaces around. */
function normalize(text: string): string {
  return text.slice(0, 100).normalize('NFKC').trim().toLowerCase();
}

/** Between the choices of a line, and before the fact at the end of a label. */
const dot = ' · ';

/** A label without the fact at its end, such as how many a group has: it is no part of what one would type. */
function withoutFact(label: string): string {
  const at = label.lastIndexOf(dot);
  return (at > 0 ? label.slice(0, at) : label).trim();
}

/** The whole label, it without the sign before it, and paging in every language. */
function aliases(label: string): string[] {
  const bare = [label, withoutFact(label)].map((one) => one.replace(/^[^\p{L}\p{N}+-]+/u, ''));
  const pageWords = Object.values(replyWords).flatMap((words) => pageWord(label, words) ?? []);
  return [label, ...bare, ...pageWords].map(normalize).filter((word) => word !== '');
}

function pageWord(label: string, words: ReplyWords): string | undefined {
  if (label === '‹') return words.previous;
  return label === '›' ? words.next : undefined;
}

/** The buttons that turn pages stand together, the single steps first. */
function inOrder(buttons: readonly InlineKeyboardButton[]): InlineKeyboardButton[] {
  const turning = pages.flatMap((label) => buttons.find(({ text }) => text === label) ?? []);
  const first = buttons.findIndex((button) => turning.includes(button));
  return buttons.flatMap((button, place) => {
    if (place === first) return turning;
    return turning.includes(button) ? [] : [button];
  });
}

/** Numbers that follow each other as `1–8`. */
function ranges(numbers: readonly number[]): string[] {
  const found: { from: number; to: number }[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last !== undefined && number === last.to + 1) last.to = number;
    else found.push({ from: number, to: number });
  }
  return found.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
}
