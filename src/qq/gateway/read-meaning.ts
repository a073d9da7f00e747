import type { QQIncoming } from '../port.ts';
import type { Menus } from './live-menus.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';
import { cancelChoice, choicesOf, choose, isMenuCancel } from './reply-choices.ts';
import type { ReplyWords } from './reply-words.ts';

/** What somebody means by what they said. */
export type Meaning =
  | { kind: 'press'; message: StoredMessage; data: string }
  | { kind: 'said'; text: string };

export interface ReadingDeps {
  messages: MessageStore;
  menus: Menus;
  wordsOf: (chat: number) => Promise<ReplyWords>;
  /** Whether the bot has asked this person something that they are to type. */
  questionOpen: (chat: number, user: number) => Promise<boolean>;
}

/**
 * Reads whether words press a button. They do when they quote a message with buttons, or name a choice of the live menu;
 * a question that waits for typed words goes before any menu, though not before an alert that is quoted.
 * @param quoted the message of the bot's that is quoted
 */
export async function readMeaning(
  { text, addressed, quotes }: Pick<QQIncoming, 'text' | 'addressed' | 'quotes'>,
  { chat, user, quoted }: { chat: number; user: number; quoted: StoredMessage | undefined },
  deps: ReadingDeps,
): Promise<Meaning> {
  const plain: Meaning = { kind: 'said', text };
  if (text === '' || isCommand(text)) return plain;
  if (quoted !== undefined && quoted.answers === undefined) {
    const choice = choose(choicesOf(quoted.keyboard, await deps.wordsOf(chat)), text);
    return choice === undefined ? plain : { kind: 'press', message: quoted, data: choice.data };
  }
  if (await deps.questionOpen(chat, user)) return plain;
  if (quoted !== undefined) {
    if (quoted.answers !== user) return plain;
    return (await pressed(text, quoted, chat, deps)) ?? plain;
  }
  const menu = addressed && quotes === undefined ? await deps.menus.live(chat, user) : undefined;
  const message = menu === undefined ? undefined : await deps.messages.get(chat, menu);
  return (message && (await pressed(text, message, chat, deps))) ?? plain;
}

/** 0 leaves a menu, by its own button where it has one, and so does the word for it. */
async function pressed(
  text: string,
  message: StoredMessage,
  chat: number,
  { menus, wordsOf }: Pick<ReadingDeps, 'menus' | 'wordsOf'>,
): Promise<Meaning | undefined> {
  const choices = choicesOf(message.keyboard, await wordsOf(chat));
  const choice = choose(choices, text);
  if (choice !== undefined) return { kind: 'press', message, data: choice.data };
  if (choices.length === 0 || (text.normalize('NFKC') !== '0' && !isMenuCancel(text))) return undefined;
  const way = cancelChoice(choices);
  if (way !== undefined) return { kind: 'press', message, data: way.data };
  if (message.answers !== undefined) await menus.end(message.chat, message.answers, message.id);
  return { kind: 'said', text: '/cancel' };
}

/** Whether a text is written as a command, with the slash of either width. */
export function isCommand(text: string): boolean {
  return /^[/／]/u.test(text);
}
