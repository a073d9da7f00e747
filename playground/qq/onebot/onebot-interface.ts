import type { Events } from '../events.ts';
import type { Faults } from '../faults.ts';
import type { OneBotCall, OneBotChat, OneBotEvents, OneBotMessage, Segment } from './world.ts';

/** Options of a simulated QQ. */
export interface OneBotPlaygroundOptions {
  /** The QQ number and the name of the bot's account. */
  self?: { id: number; name: string };
  token?: string;
  /** The port of the forward WebSocket; 0, the default, picks a free one. */
  port?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Options of a message. */
export interface SayOptions {
  /** The group; a private message when omitted. */
  group?: number;
  /** Mentions the bot. */
  at?: boolean;
  /** The id of the quoted message. */
  quote?: number;
  /** Further segments, in OneBot's format. */
  segments?: readonly Segment[];
}

/** A message, with its content as text. */
export type ShownMessage = OneBotMessage & { shown: string };

/** A simulated QQ with one bot account, in memory; bots connect by OneBot v11. */
export interface OneBotPlayground {
  /** The address of the forward WebSocket, such as `ws://127.0.0.1:3001`. */
  readonly url: string;
  readonly token: string;
  readonly self: { id: number; name: string };
  /** The bots' calls, oldest first. */
  readonly calls: readonly OneBotCall[];
  readonly faults: Pick<Faults, 'script' | 'clear'>;
  /** Listens for {@link OneBotEvents}. Returns the function that removes the listener. */
  readonly on: Events<OneBotEvents>['on'];
  /** How many bots are connected. */
  readonly connected: number;
  befriend(user: number, name?: string): void;
  unfriend(user: number): void;
  /** Sends a friend request to the bot. */
  askToBefriend(user: number, words: string): void;
  isFriend(user: number): boolean;
  /** Names by QQ number. */
  readonly friends: ReadonlyMap<number, string>;
  /** Creates a group of the bot and these people. */
  group(id: number, members: Readonly<Record<number, 'owner' | 'admin' | 'member'>>): void;
  mute(group: number, muted?: boolean): void;
  kick(group: number, by: number): void;
  /** Sends a message to the bot; returns its id. */
  say(from: number, text: string, options?: SayOptions): number;
  /** Sends a file; returns the id of the message. */
  sendFile(from: number, file: { name: string; bytes: Uint8Array; group?: number }): number;
  /** All messages of a chat, oldest first, including recalled ones. */
  history(chat: OneBotChat): readonly ShownMessage[];
  /** The messages of a chat that were not recalled. */
  chat(chat: OneBotChat): readonly ShownMessage[];
  /** A message by its id, recalled or not. */
  message(id: number): OneBotMessage | undefined;
  /** The content of an image or file segment; `undefined` for other segments. */
  bytesOf(segment: Segment): Buffer | undefined;
  /** The bot's messages in a chat, as text. */
  said(chat: OneBotChat): readonly string[];
  /** Sends a message from the bot's own account on another device. Some implementations report these. */
  sayAsSelf(user: number, text: string): void;
  /** Sends the events of the last `messages` messages from others again, as after a reconnect. */
  repeat(messages: number): void;
  /** @param interval the interval stated in the event, ms */
  heartbeat(options?: { online?: boolean; interval?: number }): void;
  /** QQ logs the account out: until a heartbeat reports it online again, sending only times out. */
  logOff(): void;
  /** Breaks all connections. */
  disconnect(): void;
  /** Drops all connections, and refuses new ones until `comeBack`. */
  goDown(): void;
  comeBack(): void;
  /** Sends a raw frame over all connections. */
  sendRaw(frame: string | Buffer): void;
  /** Connects to a bot's reverse WebSocket. Rejects when the bot's server refuses. */
  dial(url: string, options?: { token?: string; inQuery?: boolean }): Promise<void>;
  close(): Promise<void>;
}
