import type { InlineKeyboardButton } from 'grammy/types';
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

/** How long messages are stored, in ms: a day. */
const messageLifetime = 86_400_000;

/**
 * Stores messages for {@link messageLifetime}; a persistent implementation lets edits and presses work after
 * a restart.
 */
export interface MessageStore {
  get(chat: number, id: number): Promise<StoredMessage | undefined>;
  /** The message with this id on QQ. */
  find(chat: number, qqId: string): Promise<StoredMessage | undefined>;
  /** All messages of a chat, oldest first. */
  inChat(chat: number): Promise<StoredMessage[]>;
  put(message: StoredMessage): Promise<void>;
  remove(message: StoredMessage): Promise<void>;
}

/**
 * A store in memory.
 * @param most number of messages kept; the oldest are dropped first
 */
export function createMessageStore(now: () => number, most = 20_000): MessageStore {
  const messages = new Map<string, StoredMessage>();
  const names = new Map<string, string>();
  const keyOf = ({ chat, id }: Pick<StoredMessage, 'chat' | 'id'>) => `${chat}:${id}`;
  const namesOf = ({ chat, parts }: StoredMessage) =>
    parts
      .flatMap(({ id, quotedAs }) => [id, ...(quotedAs === undefined ? [] : [quotedAs])])
      .map((id) => `${chat}:${id}`);

  function drop(key: string): void {
    const message = messages.get(key);
    if (message === undefined) return;
    messages.delete(key);
    for (const name of namesOf(message)) names.delete(name);
  }

  function read(key: string | undefined): StoredMessage | undefined {
    const message = key === undefined ? undefined : messages.get(key);
    if (message === undefined) return undefined;
    if (now() - message.date * 1000 <= messageLifetime) return structuredClone(message);
    drop(keyOf(message));
    return undefined;
  }

  return {
    get: async (chat, id) => read(keyOf({ chat, id })),
    find: async (chat, qqId) => read(names.get(`${chat}:${qqId}`)),
    inChat: async (chat) =>
      [...messages.keys()]
        .filter((key) => key.startsWith(`${chat}:`))
        .flatMap((key) => read(key) ?? [])
        .toSorted((one, other) => one.id - other.id),
    async put(message) {
      const key = keyOf(message);
      drop(key);
      messages.set(key, structuredClone(message));
      for (const name of namesOf(message)) names.set(name, key);
      const [oldest] = messages.keys();
      if (messages.size > most && oldest !== undefined) drop(oldest);
    },
    remove: async (message) => drop(keyOf(message)),
  };
}

/** Generates message ids: rising within a chat, also over restarts, and no larger than Telegram's. */
export function createMessageIds(now: () => number): { next(chat: number): number } {
  const last = new Map<number, number>();
  return {
    next(chat) {
      const id = Math.max(Math.floor(now() / 1000), (last.get(chat) ?? 0) + 1);
      last.delete(chat);
      last.set(chat, id);
      const [oldest] = last.keys();
      if (last.size > 10_000 && oldest !== undefined) last.delete(oldest);
      return id;
    },
  };
}
