import type { QQIncoming } from '../port.ts';
import { choicesOf, choose, isMenuCancel, leaving, type MenuChoice } from './choices.ts';
import type { Menus } from './menus.ts';
import type { MessageStore, StoredMessage } from './messages.ts';
import type { ReplyWords } from './words.ts';

/** What somebody means by what they said. */
export type Meaning =
  | { kind: 'press'; message: StoredMessage; data: string }
  | { kind: 'said'; text: string };

/** What reading needs. */
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
    return pressed(text, quoted, choicesOf(quoted.keyboard, await deps.wordsOf(chat)), deps.menus) ?? plain;
  }
  const menu = addressed && quotes === undefined ? deps.menus.live(chat, user) : undefined;
  const message = menu && (await deps.messages.get(chat, menu.message));
  if (menu === undefined || message === undefined) return plain;
  return pressed(text, message, menu.choices, deps.menus) ?? plain;
}

/** 0 leaves a menu, by its own button where it has one, and so does the word for it. */
function pressed(
  text: string,
  message: StoredMessage,
  choices: readonly MenuChoice[],
  menus: Menus,
): Meaning | undefined {
  const choice = choose(choices, text);
  if (choice !== undefined) return { kind: 'press', message, data: choice.data };
  if (choices.length === 0 || (text.normalize('NFKC') !== '0' && !isMenuCancel(text))) return undefined;
  const way = leaving(choices);
  if (way !== undefined) return { kind: 'press', message, data: way.data };
  if (message.answers !== undefined) menus.end(message.chat, message.answers, message.id);
  return { kind: 'said', text: '/cancel' };
}

/** Whether a text is written as a command, with the slash of either width. */
export function isCommand(text: string): boolean {
  return /^[/／]/u.test(text);
}
