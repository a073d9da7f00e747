import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Events } from '../events.ts';
import { createFaults, type Faults } from '../faults.ts';
import { createConnections } from './connections.ts';
import { friendRequestEvent, heartbeatEvent, membershipEvent, messageEvent, offlineEvent } from './events.ts';
import { type OneBotServer, serveOneBot } from './server.ts';
import {
  bytesOf,
  createWorld,
  messageText,
  type OneBotCall,
  type OneBotChat,
  type OneBotEvents,
  type OneBotMessage,
  type Segment,
} from './world.ts';

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

/** Starts the QQ with its forward WebSocket. */
export async function startOneBot(options: OneBotPlaygroundOptions = {}): Promise<OneBotPlayground> {
  const { self = { id: 10_000, name: 'guanxi' }, token = 'onebot-token', now = Date.now } = options;
  const world = createWorld(self, now);
  const faults = createFaults();
  const addressOf = (id: string) => `http://127.0.0.1:${server.port}/files/${encodeURIComponent(id)}`;
  const connections = createConnections({ world, faults, addressOf });
  const server: OneBotServer = await serveOneBot(options.port ?? 0, { token, world, connections });
  const dialled = new Set<WebSocket>();
  let requestCount = 0;

  const history = (chat: OneBotChat) =>
    world.messages
      .filter((message) => JSON.stringify(message.chat) === JSON.stringify(chat))
      .map((message) => ({ ...message, shown: messageText(message) }));
  const visibleMessages = (chat: OneBotChat) => history(chat).filter(({ recalled }) => !recalled);
  const tell = (message: OneBotMessage) => connections.broadcast(messageEvent(world, message));
  const add = (from: number, group: number | undefined, segments: readonly Segment[]) => {
    const message = world.add(group === undefined ? { user: from } : { group }, from, segments);
    tell(message);
    return message.id;
  };

  return {
    url: `ws://127.0.0.1:${server.port}`,
    token,
    self,
    calls: connections.calls,
    faults,
    on: world.events.on,
    get connected() {
      return connections.open.size;
    },
    befriend: (user, name = `User ${user}`) => void world.friends.set(user, name),
    unfriend: (user) => void world.friends.delete(user),
    askToBefriend(user, words) {
      requestCount += 1;
      const flag = `request-${requestCount}`;
      world.requests.set(flag, user);
      connections.broadcast(friendRequestEvent(world, user, words, flag));
    },
    isFriend: (user) => world.friends.has(user),
    friends: world.friends,
    group(id, members) {
      const all = Object.entries(members).map(([user, role]) => [Number(user), role] as const);
      world.groups.set(id, { members: new Map([[self.id, 'member'], ...all]), muted: false });
    },
    mute(id, muted = true) {
      const group = world.groups.get(id);
      if (group) group.muted = muted;
    },
    kick(id, by) {
      world.groups.get(id)?.members.delete(self.id);
      connections.broadcast(membershipEvent(world, id, false, by));
    },
    say: (from, text, { group, at, quote, segments = [] } = {}) =>
      add(from, group, [
        ...(quote === undefined ? [] : [{ type: 'reply', data: { id: String(quote) } }]),
        ...(at ? [{ type: 'at', data: { qq: String(self.id), name: self.name } }] : []),
        ...(text === '' ? [] : [{ type: 'text', data: { text: at ? ` ${text}` : text } }]),
        ...segments,
      ]),
    sendFile(from, { name, bytes, group }) {
      // Must not be guessable: it is downloaded without a token.
      const id = `file-${randomUUID()}`;
      world.files.set(id, { name, bytes: Buffer.from(bytes) });
      const data = { file: name, file_id: id, file_size: String(bytes.length) };
      return add(from, group, [{ type: 'file', data }]);
    },
    history,
    chat: visibleMessages,
    message: world.find,
    bytesOf: (segment) => bytesOf(world, segment),
    said: (chat) =>
      visibleMessages(chat)
        .filter(({ from }) => from === self.id)
        .map((message) => message.shown),
    sayAsSelf(user, text) {
      const message = world.add({ user }, self.id, [{ type: 'text', data: { text } }]);
      // Some implementations report it like any other message.
      tell(message);
      connections.broadcast({ ...messageEvent(world, message), post_type: 'message' });
    },
    repeat: (count) =>
      world.messages
        .filter(({ from }) => from !== self.id)
        .slice(-count)
        .forEach(tell),
    heartbeat({ online = true, interval = 30_000 } = {}) {
      world.loggedOff = !online;
      connections.broadcast(heartbeatEvent(world, online, interval));
    },
    logOff() {
      world.loggedOff = true;
      connections.broadcast(offlineEvent(world));
    },
    disconnect() {
      for (const socket of connections.open) socket.terminate();
    },
    goDown: () => server.outage.begin(),
    comeBack: () => server.outage.end(),
    sendRaw(frame) {
      for (const socket of connections.open) socket.send(frame, { binary: false });
    },
    async dial(url, { token: given = token, inQuery = false } = {}) {
      const address = inQuery ? `${url}?access_token=${encodeURIComponent(given)}` : url;
      const headers = {
        'x-self-id': String(self.id),
        'x-client-role': 'Universal',
        'user-agent': 'OneBot/11',
        ...(!inQuery && { authorization: `Bearer ${given}` }),
      };
      const socket = new WebSocket(address, { headers, perMessageDeflate: false });
      dialled.add(socket);
      socket.on('close', () => dialled.delete(socket));
      await new Promise<void>((resolve, reject) => {
        // Not after an await: a bot may call as soon as it is connected.
        socket.once('open', () => {
          connections.add(socket);
          resolve();
        });
        socket.once('error', reject);
      });
    },
    async close() {
      world.events.emit('close', undefined);
      for (const socket of dialled) socket.terminate();
      await server.close();
    },
  };
}
