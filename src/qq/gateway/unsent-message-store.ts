import type { Store } from '../../storage/index.ts';
import type { Draft } from './split-draft.ts';

/** A message that could not be sent yet. */
export interface UnsentMessage {
  chat: number;
  /** The message's id for the bot. */
  id: number;
  /** Without picture and document. */
  draft: Draft;
}

/** Keeps messages that wait until somebody writes in their chat, also over restarts. */
export interface UnsentMessages {
  /** Replaces the message that waits under the same id. */
  put(message: UnsentMessage): Promise<void>;
  remove(message: Pick<UnsentMessage, 'chat' | 'id'>): Promise<void>;
  /** All messages of a chat, oldest first. */
  inChat(chat: number): Promise<UnsentMessage[]>;
}

/** Keeps unsent messages in the records of the program. */
export function createUnsentMessages({ qqUnsent }: Pick<Store, 'qqUnsent'>): UnsentMessages {
  return {
    async put({ chat, id, draft: { text, entities, keyboard, quotes } }) {
      const kept = { text, entities: [...entities], keyboard, ...(quotes !== undefined && { quotes }) };
      await qqUnsent.update(`${chat}:${id}`, () => kept);
    },
    remove: async ({ chat, id }) => void (await qqUnsent.remove(`${chat}:${id}`)),
    async inChat(chat) {
      const found: UnsentMessage[] = [];
      const keysBegin = `${chat}:`;
      for await (const [key, record] of qqUnsent.all(keysBegin)) {
        // Stored as the bot gave it.
        const draft = record as Draft;
        found.push({ chat, id: Number(key.slice(keysBegin.length)), draft });
      }
      return found.toSorted((one, other) => one.id - other.id);
    },
  };
}
