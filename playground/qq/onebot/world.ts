import { createEvents, type Events } from '../events.ts';

/** A part of a message, as on the wire. */
export interface Segment {
  type: string;
  data: Record<string, unknown>;
}

/** A message of a chat. `from` is a QQ number. */
export interface OneBotMessage {
  id: number;
  chat: OneBotChat;
  from: number;
  segments: readonly Segment[];
  /** Seconds since 1970. */
  time: number;
  recalled: boolean;
}

/** The private chat with somebody, or a group. */
export type OneBotChat = { user: number } | { group: number };

interface Group {
  members: Map<number, 'owner' | 'admin' | 'member'>;
  muted: boolean;
}

/** What can be heard of: a call of a bot before anything is done; a message of anybody's as it is shown, and taken back. */
export interface OneBotEvents extends Record<string, unknown> {
  call: OneBotCall;
  message: OneBotMessage;
  recall: OneBotMessage;
  /** Whoever listens need not wait for more. */
  close: undefined;
}

/** A call a bot made. */
export interface OneBotCall {
  action: string;
  params: Record<string, unknown>;
}

/** Who there is on this QQ, and what was said. */
export interface World {
  readonly self: { id: number; name: string };
  readonly friends: Map<number, string>;
  readonly groups: Map<number, Group>;
  readonly messages: OneBotMessage[];
  readonly files: Map<string, { name: string; bytes: Buffer }>;
  /** Who asked to be a friend, by the name of the request. */
  readonly requests: Map<string, number>;
  /** Milliseconds since 1970. */
  now: () => number;
  readonly events: Events<OneBotEvents>;
  /** QQ has logged the account off: nothing it sends arrives. */
  loggedOff: boolean;
  add(chat: OneBotChat, from: number, segments: readonly Segment[]): OneBotMessage;
  find(id: number): OneBotMessage | undefined;
  recall(message: OneBotMessage): void;
}

/** @param self the account the bot has */
export function createWorld(self: World['self'], now: () => number): World {
  const messages: OneBotMessage[] = [];
  const events = createEvents<OneBotEvents>();
  // Ids are hashes cut to 31 bits: neither small nor rising. This step goes through all of them, each once.
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

/** The name somebody has. */
export function nameOf(world: World, user: number): string {
  return user === world.self.id ? world.self.name : (world.friends.get(user) ?? String(user));
}

/** What is in a picture or a document: of the bot's, which come with the message, or of somebody else's. */
export function bytesOf({ files }: Pick<World, 'files'>, { type, data }: Segment): Buffer | undefined {
  if (type !== 'image' && type !== 'file') return undefined;
  const sent = /^base64:\/\/(.*)$/u.exec(String(data.file))?.[1];
  return sent === undefined ? files.get(String(data.file_id))?.bytes : Buffer.from(sent, 'base64');
}

/** What a message looks like to who reads it: its text, and a word in brackets for what is none. */
export function shown({ segments }: Pick<OneBotMessage, 'segments'>): string {
  return segments
    .map(({ type, data }) => {
      if (type === 'text') return String(data.text);
      if (type === 'at') return `@${String(data.qq)} `;
      if (type === 'reply') return '';
      return type === 'file' ? `[file:${String(data.name ?? data.file)}]` : `[${type}]`;
    })
    .join('');
}
