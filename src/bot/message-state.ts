import type { Repository } from '../storage/index.ts';

/** What messages with buttons stand for, each under its message, until the kind of the record says it is over. */
export interface MessageState<T> {
  /** What a message stands for; `undefined` when it was forgotten. */
  get(chat: number, message: number): Promise<T | undefined>;
  put(chat: number, message: number, value: T): Promise<void>;
  /**
   * Keeps what a message stands for that `send` brings; gives its number. Who presses a button of it before it is kept waits
   * until it is: what is sent from the background is not in turn with what comes from the chat.
   */
  send(chat: number, send: () => Promise<number>, value: T): Promise<number>;
  remove(chat: number, message: number): Promise<boolean>;
}

/**
 * Keeps records by message.
 * @example
 * const panels = createMessageState(store.panels);
 * await panels.put(chat, message, { ...panel, page: 2 });
 */
export function createMessageState<T extends object>(repository: Repository<T>): MessageState<T> {
  const keyOf = (chat: number, message: number) => `${chat}:${message}`;
  /** By chat, what is being sent there and is not kept yet. */
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
