import { listen } from './event-stream.js';
import { ask } from './http.js';
import { keyOf } from './message.js';
import { currentLanguage } from './text.js';

/**
 * @import { AnyChat, AnyMessage, Command, User } from './types.ts'
 * @typedef {{ chat: AnyChat, blocked: boolean, commands: Command[] }} ChatEntry
 * @typedef {{ bot: User, user: User, users: User[], chats: ChatEntry[] }} ClientState
 */

const rememberedUser = 'playground-user';
const eventNames = ['message', 'edit', 'delete', 'typing', 'answer', 'chat', 'commands'];

/**
 * Events of the server.
 * @typedef {object} Listeners
 * @property {() => void} onReload everything was read again
 * @property {(chat: number, message: AnyMessage, isNew: boolean) => void} onMessage
 * @property {(chat: number, ids: number[]) => void} onDelete
 * @property {(chat: number) => void} onTyping
 * @property {(query: string, answer: import('./button-presses.js').Answer) => void} onAnswer
 * @property {(lost: boolean) => void} onConnection
 */

/**
 * One person's chats on the simulated Telegram and their messages, kept up to date.
 * @param {Listeners} listeners
 */
export async function createSession(listeners) {
  /** @type {ClientState} */
  let state = await firstState();
  /** @type {Map<number, Map<number, AnyMessage>>} */
  const histories = new Map();
  let stopListening = () => {};

  const reload = async () => {
    const asked = state.user.id;
    /** @type {ClientState} */
    const next = await ask(`/client/state?user=${asked}`);
    const read = await Promise.all(next.chats.map(({ chat }) => ask(`/client/history?chat=${chat.id}`)));
    if (state.user.id !== asked) return;
    state = next;
    histories.clear();
    for (const [index, { chat }] of next.chats.entries()) {
      /** @type {AnyMessage[]} */
      const messages = read[index].messages;
      histories.set(chat.id, new Map(messages.map((message) => [keyOf(message), message])));
    }
    listeners.onReload();
  };
  // The stream reconnects after a lost connection; then everything is read again.
  const reloadQuietly = () => void reload().catch(() => undefined);
  const connect = () => {
    stopListening();
    stopListening = listen(`/client/events?user=${state.user.id}`, {
      names: eventNames,
      onEvent,
      onOpen() {
        listeners.onConnection(false);
        reloadQuietly();
      },
      onLost: () => listeners.onConnection(true),
    });
  };
  /**
   * @param {string} kind
   * @param {any} event
   */
  const onEvent = (kind, event) => {
    if (kind === 'message' || kind === 'edit') {
      const messages = histories.get(event.chat) ?? new Map();
      histories.set(event.chat, messages.set(keyOf(event.message), event.message));
      listeners.onMessage(event.chat, event.message, kind === 'message');
    } else if (kind === 'delete') {
      for (const id of event.messages) histories.get(event.chat)?.delete(id);
      listeners.onDelete(event.chat, event.messages);
    } else if (kind === 'typing') listeners.onTyping(event.chat);
    else if (kind === 'answer') listeners.onAnswer(event.query, event.answer);
    else if (kind === 'chat' || kind === 'commands') reloadQuietly();
  };

  return {
    connect,
    reload,
    state: () => state,
    /** The Telegram id of the person chatting. */
    user: () => state.user.id,
    /**
     * The messages of a chat, oldest first.
     * @param {number | undefined} chat
     */
    history: (chat) => [...(histories.get(chat ?? 0)?.values() ?? [])],
    /** The newest message of each chat. */
    last() {
      /** @type {Map<number, AnyMessage>} */
      const last = new Map();
      for (const [chat, messages] of histories) {
        const newest = [...messages.values()].at(-1);
        if (newest) last.set(chat, newest);
      }
      return last;
    },
    /** @param {number} id the person to chat as from now on */
    async become(id) {
      state = await ask(`/client/state?user=${id}`);
      localStorage.setItem(rememberedUser, String(id));
      connect();
      await reload();
    },
  };
}

/**
 * The state for the person who chatted last, else for the first who speaks the page's language.
 * @returns {Promise<ClientState>}
 */
async function firstState() {
  /** @type {ClientState} */
  const state = await ask('/client/state');
  const wanted = Number(localStorage.getItem(rememberedUser));
  const chosen =
    state.users.find(({ id }) => id === wanted) ??
    state.users.find(({ language_code }) => language_code?.startsWith(currentLanguage()));
  return chosen && chosen.id !== state.user.id ? ask(`/client/state?user=${chosen.id}`) : state;
}
