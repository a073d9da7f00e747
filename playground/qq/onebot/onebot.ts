import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { createFaults } from '../faults.ts';
import { createConnections } from './connections.ts';
import { friendRequestEvent, heartbeatEvent, membershipEvent, messageEvent, offlineEvent } from './events.ts';
import type { OneBotPlayground, OneBotPlaygroundOptions } from './onebot-interface.ts';
import { type OneBotServer, serveOneBot } from './server.ts';
import {
  bytesOf,
  createWorld,
  messageText,
  type OneBotChat,
  type OneBotMessage,
  type Segment,
} from './world.ts';

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
