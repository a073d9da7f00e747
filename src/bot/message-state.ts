import type { Repository } from '../storage/index.ts';

/** What messages with buttons stand for, each under its message, until the kind of the record says it is over. */
export interface MessageState<T> {
  /** What a message stands for; `undefined` when it was forgotten. */
  get(chat: number, message: number): Promise<T | undefined>;
  put(chat: number, message: number, value: T): Promise<void>;
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
  return {
    get: (chat, message) => repository.get(keyOf(chat, message)),
    async put(chat, message, value) {
      await repository.update(keyOf(chat, message), () => value);
    },
    remove: (chat, message) => repository.remove(keyOf(chat, message)),
  };
}
