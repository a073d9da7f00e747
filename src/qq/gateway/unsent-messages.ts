import type { Draft } from './split-draft.ts';

/** A message that could not be sent yet. */
export interface UnsentMessage {
  chat: number;
  /** The message's id for the bot. */
  id: number;
  /** Without picture and document. */
  draft: Draft;
}

/**
 * Keeps messages that wait until somebody writes in their chat; a persistent implementation keeps them over
 * restarts.
 */
export interface UnsentMessages {
  /** Replaces the message that waits under the same id. */
  put(message: UnsentMessage): Promise<void>;
  remove(message: Pick<UnsentMessage, 'chat' | 'id'>): Promise<void>;
  /** All messages of a chat, oldest first. */
  inChat(chat: number): Promise<UnsentMessage[]>;
}

/** Keeps messages in memory. */
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
