import type { InlineKeyboardButton } from 'grammy/types';
import type { ChatMessage } from '../state/chats.ts';

/** Identifies a button: its label or data, a pattern for its label, or only its data. */
export type ButtonChoice = string | RegExp | { data: string };

/**
 * Finds a button of a message. A string matches the label, the data, or the label without symbols around it:
 * `关注` finds `➕ 关注`, but not `取消关注`.
 */
export function findButton(message: ChatMessage, choice: ButtonChoice): InlineKeyboardButton | undefined {
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  const withData = (data: string) =>
    buttons.find((button) => 'callback_data' in button && button.callback_data === data);
  if (choice instanceof RegExp) return buttons.find(({ text }) => choice.test(text));
  if (typeof choice === 'object') return withData(choice.data);
  return (
    buttons.find((button) => button.text === choice) ??
    withData(choice) ??
    buttons.find(({ text }) => withoutSymbols(text) === choice)
  );
}

/** A choice as text, for error messages. */
export function describeChoice(choice: ButtonChoice): string {
  return typeof choice === 'object' && 'data' in choice ? `with data ${choice.data}` : `"${choice}"`;
}

/** The labels of a message's buttons, for error messages. */
export function labels(message: ChatMessage): string {
  return message.reply_markup?.inline_keyboard.map((row) => row.map(label).join(' | ')).join(' / ') ?? '';
}

function label(button: InlineKeyboardButton): string {
  if ('disabled' in button) return `(${button.text})`;
  return 'url' in button ? `${button.text} ↗` : button.text;
}

function withoutSymbols(text: string): string {
  return text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
