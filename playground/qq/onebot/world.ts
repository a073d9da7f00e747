import { createEvents, type Events } from '../events.ts';

/** A segment of a message, as in OneBot. */
export interface Segment {
  type: string;
  data: Record<string, unknown>;
}

/** A message in a chat. `from` is a QQ number. */
export interface OneBotMessage {
  id: number;
  chat: OneBotChat;
  from: number;
  segments: readonly Segment[];
  /** Seconds since 1970. */
  time: number;
  recalled: boolean;
}

/** A private chat or a group, by QQ number. */
export type OneBotChat = { user: number } | { group: number };

interface Group {
  members: Map<number, 'owner' | 'admin' | 'member'>;
  muted: boolean;
}

/** Events: a call of a bot, before it is carried out; a message of anybody; a recalled message. */
export interface OneBotEvents extends Record<string, unknown> {
  call: OneBotCall;
  message: OneBotMessage;
  recall: OneBotMessage;
  /** The QQ is closing: no more events. */
  close: undefined;
}

/** A call of a bot. */
export interface OneBotCall {
  action: string;
  params: Record<string, unknown>;
}

/** The state of this QQ. */
export interface World {
  readonly self: { id: number; name: string };
  readonly friends: Map<number, string>;
  readonly groups: Map<number, Group>;
  readonly messages: OneBotMessage[];
  readonly files: Map<string, { name: string; bytes: Buffer }>;
  /** The users with an open friend request, by its flag. */
  readonly requests: Map<string, number>;
  /** Milliseconds since 1970. */
  now: () => number;
  readonly events: Events<OneBotEvents>;
  /** The account was logged out: nothing it sends arrives. */
  loggedOff: boolean;
  add(chat: OneBotChat, from: number, segments: readonly Segment[]): OneBotMessage;
  find(id: number): OneBotMessage | undefined;
  recall(message: OneBotMessage): void;
}

/** @param self the bot's account */
export function createWorld(self: World['self'], now: () => number): World {
  const messages: OneBotMessage[] = [];
  const events = createEvents<OneBotEvents>();
  // As in NapCat, ids are 31-bit and not increasing. This step visits each number once.
  let last = 1;
  return {
    self,
    friends: new Map(),
    groups: new Map(),
    messages,
    files: new Map(),
    requests: new Map(),
    now,
    events,
    loggedOff: false,
    add(chat, from, segments) {
      last = Number((BigInt(last) * 48_271n) % 2_147_483_647n);
      const message = { id: last, chat, from, segments, time: Math.floor(now() / 1000), recalled: false };
      messages.push(message);
      events.emit('message', message);
      return message;
    },
    find: (id) => messages.find((message) => message.id === id),
    recall(message) {
      message.recalled = true;
      events.emit('recall', message);
    },
  };
}

/** A user's name, or their QQ number. */
export function nameOf(world: World, user: number): string {
  return user === world.self.id ? world.self.name : (world.friends.get(user) ?? String(user));
}

/** The content of an image or file: the bot's are inside the segment, other people's are in `files`. */
export function bytesOf({ files }: Pick<World, 'files'>, { type, data }: Segment): Buffer | undefined {
  if (type !== 'image' && type !== 'file') return undefined;
  const sent = /^base64:\/\/(.*)$/u.exec(String(data.file))?.[1];
  return sent === undefined ? files.get(String(data.file_id))?.bytes : Buffer.from(sent, 'base64');
}

/** A message as text, with the type in brackets for segments that are not text. */
export function messageText({ segments }: Pick<OneBotMessage, 'segments'>): string {
  return segments
    .map(({ type, data }) => {
      if (type === 'text') return String(data.text);
      if (type === 'at') return `@${String(data.qq)} `;
      if (type === 'reply') return '';
      return type === 'file' ? `[file:${String(data.name ?? data.file)}]` : `[${type}]`;
    })
    .join('');
}
