import type { InlineKeyboardButton } from 'grammy/types';
import type { QQMessageRecord, Store } from '../../storage/index.ts';
import type { MessageStore, StoredMessage } from './message-store.ts';

/** Keeps messages in the store, so that edits, quotes and presses find them after a restart. */
export function createStoredMessages({
  qqMessages,
  qqMessageNames,
}: Pick<Store, 'qqMessages' | 'qqMessageNames'>): MessageStore {
  async function get(chat: number, id: number): Promise<StoredMessage | undefined> {
    const record = await qqMessages.get(`${chat}:${id}`);
    return record && asStored(chat, id, record);
  }

  async function removeNames(chat: number, names: Iterable<string>): Promise<void> {
    for (const name of names) await qqMessageNames.remove(`${chat}:${name}`);
  }

  return {
    get,
    async find(chat, qqId) {
      const name = await qqMessageNames.get(`${chat}:${qqId}`);
      return name && get(chat, name.message);
    },
    async inChat(chat) {
      const found: StoredMessage[] = [];
      const keysBegin = `${chat}:`;
      for await (const [key, record] of qqMessages.all(keysBegin))
        found.push(asStored(chat, Number(key.slice(keysBegin.length)), record));
      return found.toSorted((one, other) => one.id - other.id);
    },
    async put({ chat, id, files, ...message }) {
      const names = namesOf(message);
      const before = await get(chat, id);
      await qqMessages.update(`${chat}:${id}`, () => ({ ...message, ...(files && { files: [...files] }) }));
      for (const name of names) await qqMessageNames.update(`${chat}:${name}`, () => ({ message: id }));
      if (before)
        await removeNames(
          chat,
          [...namesOf(before)].filter((name) => !names.has(name)),
        );
    },
    async remove({ chat, id }) {
      const before = await get(chat, id);
      await qqMessages.remove(`${chat}:${id}`);
      if (before) await removeNames(chat, namesOf(before));
    },
  };
}

function asStored(chat: number, id: number, record: QQMessageRecord): StoredMessage {
  // Stored as the bot gave them.
  return { ...record, chat, id, keyboard: record.keyboard as InlineKeyboardButton[][] };
}

/** QQ's ids of all parts of a message. */
function namesOf({ parts }: Pick<StoredMessage, 'parts'>): Set<string> {
  return new Set(parts.flatMap(({ id, quotedAs }) => [id, ...(quotedAs === undefined ? [] : [quotedAs])]));
}
