import type { InlineKeyboardButton } from 'grammy/types';
import type { QQFile } from '../port.ts';

/** A message that can be edited, recalled, quoted or pressed later. */
export interface StoredMessage {
  chat: number;
  /** As the bot knows it; it stays when QQ's own changes with an edit. */
  id: number;
  /** Seconds since 1970. */
  date: number;
  /** What the bot wanted it to say, without what QQ needs besides. Empty for what others said, which is not kept. */
  text: string;
  /** Addresses behind words of the text, by which a reply to the message knows whom it is about. */
  links?: StoredLink[];
  /** `caption`: the text stands under a picture or a document. */
  shape: 'text' | 'photo' | 'document';
  keyboard: InlineKeyboardButton[][];
  /** Whom it answered; missing for what the bot sent by itself. */
  answers?: number;
  /** Whether somebody else than the bot said it. */
  theirs?: true;
  /** The messages on QQ it consists of; none where QQ did not say whether it went. */
  parts: StoredPart[];
  /** Documents in it. */
  files?: readonly QQFile[];
}

/** An address behind words of a text; offsets in UTF-16 units. */
export interface StoredLink {
  offset: number;
  length: number;
  url: string;
}

/** One message on QQ. */
export interface StoredPart {
  id: string;
  quotedAs?: string;
  /** When it was sent, in milliseconds since 1970. */
  at: number;
  /** It shows a picture or a document, which an edit of the text leaves alone. */
  media: boolean;
}

/** How long messages are remembered, in milliseconds: a day. */
const messageLifetime = 86_400_000;

/** Remembers messages for {@link messageLifetime}, over restarts where edits and presses are to survive them. */
export interface MessageStore {
  get(chat: number, id: number): Promise<StoredMessage | undefined>;
  /** The message that QQ knows under this name. */
  find(chat: number, qqId: string): Promise<StoredMessage | undefined>;
  /** All of a chat, the oldest first. */
  inChat(chat: number): Promise<StoredMessage[]>;
  put(message: StoredMessage): Promise<void>;
  remove(message: StoredMessage): Promise<void>;
}

/** A store in memory. @param most how many messages; the oldest go first */
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

/** Gives out message ids: rising within a chat, over restarts too, and as small as Telegram's. */
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
