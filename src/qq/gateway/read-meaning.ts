import type { QQIncoming } from '../port.ts';
import type { Menus } from './live-menus.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';
import { choicesOf, findCancelChoice, findChoice, isMenuCancel } from './reply-choices.ts';
import type { ReplyWords } from './reply-words.ts';

/** What a message means: a button press, or its text. */
export type Meaning =
  | { kind: 'press'; message: StoredMessage; data: string }
  | { kind: 'said'; text: string };

/** What leaves an open question or a menu says. */
const leave: Meaning = { kind: 'said', text: '/cancel' };

/** `0` leaves a question or a menu, like the word for cancel. */
function isLeaveDigit(text: string): boolean {
  return text.normalize('NFKC') === '0';
}

export interface ReadingDeps {
  messages: MessageStore;
  menus: Menus;
  wordsOf: (chat: number) => Promise<ReplyWords>;
  /** Whether the bot waits for typed text from this person. */
  questionOpen: (chat: number, user: number) => Promise<boolean>;
}

/**
 * Decides whether a message presses a button. It does if it quotes a message with buttons and names a choice,
 * or names a choice of the live menu. An open question for typed text comes before menus, but not before a
 * quoted alert; `0` leaves it.
 * @param quoted the bot's message that is quoted
 */
export async function readMeaning(
  { text, addressed, quotes }: Pick<QQIncoming, 'text' | 'addressed' | 'quotes'>,
  { chat, user, quoted }: { chat: number; user: number; quoted: StoredMessage | undefined },
  deps: ReadingDeps,
): Promise<Meaning> {
  const plain: Meaning = { kind: 'said', text };
  if (text === '' || isCommand(text)) return plain;
  if (quoted !== undefined && quoted.answers === undefined) {
    const choice = findChoice(choicesOf(quoted.keyboard, await deps.wordsOf(chat)), text);
    return choice === undefined ? plain : { kind: 'press', message: quoted, data: choice.data };
  }
  if (await deps.questionOpen(chat, user)) return isLeaveDigit(text) ? leave : plain;
  if (quoted !== undefined) {
    if (quoted.answers !== user) return plain;
    return (await pressedChoice(text, quoted, chat, deps)) ?? plain;
  }
  const menu = addressed && quotes === undefined ? await deps.menus.live(chat, user) : undefined;
  const message = menu === undefined ? undefined : await deps.messages.get(chat, menu);
  return (message && (await pressedChoice(text, message, chat, deps))) ?? plain;
}

/**
 * The press that a text means. `0` or the word for cancel leaves a menu, by its own cancel button if it has
 * one.
 */
async function pressedChoice(
  text: string,
  message: StoredMessage,
  chat: number,
  { menus, wordsOf }: Pick<ReadingDeps, 'menus' | 'wordsOf'>,
): Promise<Meaning | undefined> {
  const choices = choicesOf(message.keyboard, await wordsOf(chat));
  const choice = findChoice(choices, text);
  if (choice !== undefined) return { kind: 'press', message, data: choice.data };
  if (choices.length === 0 || !(isLeaveDigit(text) || isMenuCancel(text))) return undefined;
  const way = findCancelChoice(choices);
  if (way !== undefined) return { kind: 'press', message, data: way.data };
  if (message.answers !== undefined) await menus.end(message.chat, message.answers, message.id);
  return leave;
}

/** Whether a text begins with a slash of either width, as commands do. */
export function isCommand(text: string): boolean {
  return /^[/／]/u.test(text);
}
