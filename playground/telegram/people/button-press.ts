import type { User } from 'grammy/types';
import type { CallbackAnswer } from '../state/callback-queries.ts';
import type { ChatMessage, ChatRecord } from '../state/chats.ts';
import type { State } from '../state/state.ts';
import { type ButtonChoice, describeChoice, findButton, labels } from './buttons.ts';
import { requirePersonInChat } from './send-message.ts';
import { transcript } from './transcript.ts';
import { DEFAULT_TIMEOUT } from './wait.ts';

/** A press of a button. */
export interface Press {
  user: User;
  record: ChatRecord;
  /** The message id. */
  message: number;
  choice: ButtonChoice;
  /**
   * With `{ data }`: sends it even if the message has no such button. Real apps do so when their copy of the
   * message is older than an edit, as the documentation of callback queries warns.
   */
  forge?: boolean;
}

/** Options of a press. */
export interface PressOptions extends Pick<Press, 'forge'> {
  /** How long to wait for the answer; 5000 ms when omitted. */
  timeout?: number;
}

/** Presses a button. Resolves with the bot's answer; rejects when there is none within `timeout` ms. */
export function press(state: State, pressed: Press, timeout = DEFAULT_TIMEOUT): Promise<CallbackAnswer> {
  return new Promise((resolve, reject) => {
    const query = openQuery(state, pressed, (answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    const timer = setTimeout(() => {
      state.callbacks.forget(query);
      const what = `the press of ${describeChoice(pressed.choice)} in ${timeout} ms`;
      reject(new Error(`the bot did not answer ${what}:\n${transcript(pressed.record)}`));
    }, timeout);
  });
}

/** Queues the callback query of a press; returns its id. `answered` is called with the bot's answer. */
export function openQuery(
  state: State,
  pressed: Press,
  answered: (answer: CallbackAnswer) => void = () => undefined,
): string {
  const { user, record, message: id } = pressed;
  requirePersonInChat(user, record);
  const message = record.messages.get(id);
  if (!message) throw new Error(`there is no message ${id} in the chat:\n${transcript(record)}`);
  const data = dataOf(message, pressed);
  const chat = record.chat.id;
  const query = state.callbacks.open({ user: user.id, chat }, (answer, opened) => {
    state.events.emit('event', { kind: 'answer', chat, message: id, user, query: opened, answer });
    answered(answer);
  });
  state.updates.push({
    callback_query: { id: query, from: user, message, chat_instance: `-${chat}`, data },
  });
  return query;
}

function dataOf(message: ChatMessage, { choice, forge }: Press): string {
  if (forge && typeof choice === 'object' && 'data' in choice) return choice.data;
  const button = findButton(message, choice);
  if (!button) {
    throw new Error(
      `message ${message.message_id} has no button ${describeChoice(choice)}, but [${labels(message)}]`,
    );
  }
  if (!('callback_data' in button)) throw new Error(`button "${button.text}" sends the bot nothing`);
  return button.callback_data;
}
