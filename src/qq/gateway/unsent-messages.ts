import type { Draft } from './split-draft.ts';

/** What a message is to say that could not be sent yet. */
export interface UnsentMessage {
  chat: number;
  /** As the bot knows it. */
  id: number;
  /** Without a picture or a document. */
  draft: Draft;
}

/** Remembers what waits until somebody writes in its chat, over restarts where it is not to be lost. */
export interface UnsentMessages {
  /** Takes the place of what waits under the same id. */
  put(message: UnsentMessage): Promise<void>;
  remove(message: Pick<UnsentMessage, 'chat' | 'id'>): Promise<void>;
  /** All of a chat, the oldest first. */
  inChat(chat: number): Promise<UnsentMessage[]>;
}

/** In memory. */
export function createUnsentMessages(): UnsentMessages {
  const kept = new Map<string, UnsentMessage>();
  const keyOf = ({ chat, id }: Pick<UnsentMessage, 'chat' | 'id'>) => `${chat}:${id}`;
  return {
    put: async (message) => void kept.set(keyOf(message), message),
    remove: async (message) => void kept.delete(keyOf(message)),
    inChat: async (chat) =>
      [...kept.values()].filter((one) => one.chat === chat).toSorted((one, other) => one.id - other.id),
  };
}
