import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import type { Store } from '../../storage/index.ts';
import type { UnsentMessage, UnsentMessages } from './unsent-messages.ts';

/** Keeps unsent messages in the store. */
export function createStoredUnsent({ qqUnsent }: Pick<Store, 'qqUnsent'>): UnsentMessages {
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
        // Stored as the bot gave them.
        const [entities, keyboard] = [
          record.entities as MessageEntity[],
          record.keyboard as InlineKeyboardButton[][],
        ];
        found.push({
          chat,
          id: Number(key.slice(keysBegin.length)),
          draft: { ...record, entities, keyboard },
        });
      }
      return found.toSorted((one, other) => one.id - other.id);
    },
  };
}
