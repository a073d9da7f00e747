import type { User } from 'grammy/types';
import { defined } from '../objects.ts';
import type { CallbackAnswer } from '../state/callback-queries.ts';
import type { ChatMessage, ChatRecord } from '../state/chats.ts';
import { isShownTo } from '../state/messages.ts';
import type { State } from '../state/state.ts';
import { type PressOptions, press } from './button-press.ts';
import { type ButtonChoice, describeChoice, findButton } from './buttons.ts';
import { type SendOptions, send } from './send-message.ts';
import { transcript } from './transcript.ts';
import { waitForEntry, waitUntil } from './wait.ts';

/**
 * A person's chat with the bot, for tests. The bot's messages and edits form a sequence; `see` and `next`
 * move forward through it, and nothing the person does changes the position. A reply that arrived before the
 * test waited for it is still found, and none is found twice.
 */
export interface Conversation {
  readonly user: User;
  /** The chat's id. */
  readonly chat: number;
  send(text: string, options?: SendOptions): Promise<ChatMessage>;
  /**
   * Waits for a button and presses it: on `message` if given, else on the last message seen, else on the
   * newest that has it. Resolves with the bot's answer.
   */
  press(choice: ButtonChoice, message?: ChatMessage, options?: PressOptions): Promise<CallbackAnswer>;
  /** Waits for the next message or edit whose text or caption matches. */
  see(pattern: string | RegExp, options?: { timeout?: number }): Promise<ChatMessage>;
  /** Waits for the next message or edit that satisfies the predicate; any when omitted. */
  next(predicate?: (message: ChatMessage) => boolean, options?: { timeout?: number }): Promise<ChatMessage>;
  /** The bot's newest message, in its current state. */
  last(): ChatMessage;
  /** The current state of a message; undefined when deleted. */
  now(message: ChatMessage): ChatMessage | undefined;
  /** Resolves when the message is deleted, at once if it already is. */
  gone(message: ChatMessage, options?: { timeout?: number }): Promise<void>;
  /** Skips everything the bot has done so far. */
  skip(): void;
  transcript(): string;
}

export function createConversation(state: State, user: User, record: ChatRecord): Conversation {
  let turn = 0;
  let lastSeenId: number | undefined;

  const waitForNext = async (
    predicate: (message: ChatMessage) => boolean,
    what: string,
    timeout: number | undefined,
  ) => {
    const options = {
      after: turn,
      what: `${user.first_name} to see ${what}`,
      ...(timeout ? { timeout } : {}),
    };
    const fits = (message: ChatMessage) => isShownTo(user, message) && predicate(message);
    const entry = await waitForEntry(state.events, record, fits, options);
    turn = entry.turn;
    lastSeenId = entry.message.message_id;
    return entry.message;
  };
  const botMessages = () => [...record.messages.values()].filter(({ from }) => from.id === state.bot.id);
  /** The message to press on: the given one, else the last one seen, else the newest that has the button. */
  const messageWithButton = (
    choice: ButtonChoice,
    message: ChatMessage | undefined,
    forge: boolean | undefined,
  ) => {
    const newestFirst = botMessages()
      .reverse()
      .map((each) => each.message_id);
    const candidates = message ? [message.message_id] : [lastSeenId ?? 0, ...newestFirst];
    return candidates.find((id) => {
      const current = record.messages.get(id);
      return current && (forge || findButton(current, choice));
    });
  };
  return {
    user,
    chat: record.chat.id,
    send: async (text, options) => send(state, user, record, text, options),
    async press(choice, message, { timeout, forge } = {}) {
      const find = () => messageWithButton(choice, message, forge);
      const id = await waitUntil(state.events, record, find, `a button ${describeChoice(choice)}`, timeout);
      return press(state, { user, record, message: id, choice, ...defined({ forge }) }, timeout);
    },
    see: (pattern, options) => waitForNext(matching(pattern), String(pattern), options?.timeout),
    next: (predicate = () => true, options) => waitForNext(predicate, 'the next message', options?.timeout),
    last() {
      const newest = botMessages().at(-1);
      if (!newest) throw new Error(`the bot has said nothing:\n${transcript(record)}`);
      return newest;
    },
    now: (message) => record.messages.get(message.message_id),
    async gone({ message_id: id }, { timeout } = {}) {
      const find = () => (record.messages.has(id) ? undefined : true);
      await waitUntil(state.events, record, find, `message ${id} to go`, timeout);
    },
    skip() {
      turn = record.journal.length;
    },
    transcript: () => transcript(record),
  };
}

function matching(pattern: string | RegExp): (message: ChatMessage) => boolean {
  return ({ text, caption }) => {
    const said = text ?? caption ?? '';
    return typeof pattern === 'string'
      ? said.includes(pattern)
      : new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(said);
  };
}
