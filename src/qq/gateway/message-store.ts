import type { InlineKeyboardButton } from 'grammy/types';
import { BoundedMap } from '../../bounded-map.ts';
import type { QQMessageRecord, Store } from '../../storage/index.ts';
import type { QQFile } from '../port.ts';

/** A stored message, which can later be edited, recalled, quoted or pressed. */
export interface StoredMessage {
  chat: number;
  /** The id used by the bot; unlike QQ's id it does not change with an edit. */
  id: number;
  /** Seconds since 1970 */
  date: number;
  /** The bot's text, without additions for QQ. Empty for messages of others, whose text is not stored. */
  text: string;
  /** Links in the text, by which a reply finds the person the message is about. */
  links?: StoredLink[];
  /** `photo`, `document`: the text is its caption. */
  shape: 'text' | 'photo' | 'document';
  keyboard: InlineKeyboardButton[][];
  /** The person it answered; missing for messages the bot sent by itself. */
  answers?: number;
  /** Sent by somebody other than the bot. */
  theirs?: true;
  /** The QQ messages it consists of; empty when QQ did not confirm that it was sent. */
  parts: StoredPart[];
  /** Documents in it. */
  files?: readonly QQFile[];
}

/** A link in a text; offsets in UTF-16 units. */
export interface StoredLink {
  offset: number;
  length: number;
  url: string;
}

/** One message on QQ. */
export interface StoredPart {
  id: string;
  quotedAs?: string;
  /** When it was sent, in ms since 1970. */
  at: number;
  /** Contains a picture or document, which an edit of the text keeps. */
  media: boolean;
}

/** Keeps messages for a day, so that edits, quotes and presses find them, also after a restart. */
export interface MessageStore {
  get(chat: number, id: number): Promise<StoredMessage | undefined>;
  /** The message with this id on QQ. */
  find(chat: number, qqId: string): Promise<StoredMessage | undefined>;
  /** All messages of a chat, oldest first. */
  inChat(chat: number): Promise<StoredMessage[]>;
  put(message: StoredMessage): Promise<void>;
  remove(message: StoredMessage): Promise<void>;
}

/** Keeps messages in the records of the program. */
export function createMessageStore({
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

/** Generates message ids: rising within a chat, also over restarts, and no larger than Telegram's. */
export function createMessageIds(now: () => number): (chat: number) => number {
  const last = new BoundedMap<number, number>(10_000);
  return (chat) => {
    const id = Math.max(Math.floor(now() / 1000), (last.get(chat) ?? 0) + 1);
    last.set(chat, id);
    return id;
  };
}
