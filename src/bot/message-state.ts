import type { Repository } from '../storage/index.ts';

/** Stores values by the message they belong to, until the record expires. */
export interface MessageStateStore<T> {
  /** The value of a message; `undefined` when it has expired. */
  get(chat: number, message: number): Promise<T | undefined>;
  put(chat: number, message: number, value: T): Promise<void>;
  /**
   * Sends a message with `send` and stores its value; returns the message's id. A `get` for the chat waits
   * until the value is stored, because a button of the new message may be pressed before that.
   */
  send(chat: number, send: () => Promise<number>, value: T): Promise<number>;
  remove(chat: number, message: number): Promise<boolean>;
}

/**
 * Creates a store of values by message.
 *
 * @example
 * const panels = createMessageStateStore(store.panels);
 * await panels.put(chat, message, { ...panel, page: 2 });
 */
export function createMessageStateStore<T extends object>(repository: Repository<T>): MessageStateStore<T> {
  const keyOf = (chat: number, message: number) => `${chat}:${message}`;
  /** By chat: messages being sent whose values are not stored yet. */
  const sending = new Map<number, Promise<unknown>>();
  const put = async (chat: number, message: number, value: T) => {
    await repository.update(keyOf(chat, message), () => value);
  };
  return {
    async get(chat, message) {
      await sending.get(chat);
      return repository.get(keyOf(chat, message));
    },
    put,
    send(chat, send, value) {
      const sent = send().then(async (message) => {
        await put(chat, message, value);
        return message;
      });
      const settled = Promise.allSettled([sending.get(chat), sent]).then(() => {
        if (sending.get(chat) === settled) sending.delete(chat);
      });
      sending.set(chat, settled);
      return sent;
    },
    async remove(chat, message) {
      await sending.get(chat);
      return repository.remove(keyOf(chat, message));
    },
  };
}
