import { listen } from './event-stream.js';
import { ask } from './http.js';

/**
 * @import { AnyMessage, QQMessage, QQState } from './types.ts'
 * @import { MessageEntity } from './types.ts'
 */

/** The id of the QQ chat on this page; no Telegram chat has it. */
export const qqChat = -1;

/**
 * One person's private chat with the bot on the simulated QQ, kept up to date, with messages converted to
 * Telegram's format.
 * @param {{
 *   onReload: () => void,
 *   onMessage: (chat: number, message: AnyMessage, isNew: boolean) => void,
 *   onConnection: (lost: boolean) => void,
 * }} listeners
 */
export async function createQQSession(listeners) {
  /** @type {QQState} */
  const { bot, friends } = await ask('/qq/state');
  let me = friends[0]?.id ?? 0;
  /** @type {Map<number, AnyMessage>} */
  const messages = new Map();
  let stopListening = () => {};

  /** @param {QQMessage} message */
  const keep = (message) => {
    const known = messages.has(message.id);
    const shown = toMessage(message);
    messages.set(message.id, shown);
    return { shown, isNew: !known };
  };
  const reload = async () => {
    const asked = me;
    /** @type {{ messages: QQMessage[] }} */
    const read = await ask(`/qq/history?user=${asked}`);
    if (me !== asked) return;
    messages.clear();
    for (const message of read.messages) keep(message);
    listeners.onReload();
  };
  const connect = () => {
    stopListening();
    stopListening = listen(`/qq/events?user=${me}`, {
      names: ['message'],
      onEvent(_, event) {
        const { shown, isNew } = keep(/** @type {QQMessage} */ (event));
        listeners.onMessage(qqChat, shown, isNew);
      },
      onOpen() {
        listeners.onConnection(false);
        void reload().catch(() => undefined);
      },
      onLost: () => listeners.onConnection(true),
    });
  };
  /**
   * @param {QQMessage} message
   * @returns {AnyMessage}
   */
  const toMessage = ({ id, from, time, text, quotes, picture, document, recalled }) => {
    const isBot = from === bot.id;
    const name = isBot ? bot.name : (friends.find((friend) => friend.id === from)?.name ?? String(from));
    const words = { text, entities: linksIn(text) };
    const message = {
      message_id: id,
      date: time,
      chat: { id: qqChat, type: 'private', first_name: bot.name },
      from: { id: from, is_bot: isBot, first_name: name },
      ...(recalled && { recalled }),
      ...(quotes !== undefined && { reply_to_message: messages.get(quotes) }),
      // An unknown size is read from the image when it has loaded.
      ...(picture && {
        photo: [
          { file_id: `/qq/${picture.address}`, width: picture.width ?? 0, height: picture.height ?? 0 },
        ],
      }),
      ...(document && {
        document: {
          file_id: `/qq/${document.address}`,
          file_name: document.name,
          file_size: document.bytes,
        },
      }),
      ...(text !== '' && words),
    };
    return /** @type {AnyMessage} */ (/** @type {unknown} */ (message));
  };

  return {
    bot: () => bot,
    /** The QQ number of the person chatting. */
    user: () => me,
    /** All messages, oldest first. */
    history: () => [...messages.values()],
    connect,
    /**
     * Switches to another person.
     * @param {string} name the person's name, the same as on Telegram
     */
    async become(name) {
      me = friends.find((friend) => friend.name === name)?.id ?? me;
      connect();
      await reload();
    },
    /** @param {{ text: string, replyTo?: number | undefined, file?: File | undefined }} draft */
    async send({ text, replyTo, file }) {
      if (file) {
        const form = new FormData();
        form.set('user', String(me));
        form.set('file', file);
        await ask('/qq/document', { form });
      }
      if (text) await ask('/qq/send', { body: { user: me, text, ...(replyTo && { quote: replyTo }) } });
    },
  };
}

/**
 * The links in a text, as QQ detects them.
 * @param {string} text
 * @returns {MessageEntity[]}
 */
function linksIn(text) {
  return [...text.matchAll(/https?:\/\/[^\s()（）]+/g)].map(({ 0: { length }, index }) => ({
    type: 'url',
    offset: index,
    length,
  }));
}
