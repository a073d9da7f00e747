import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Events } from '../events.ts';
import type { Faults } from '../faults.ts';
import { createOutage } from '../outage.ts';
import { answerRequest } from './api.ts';
import { messageEvent, pressEvent } from './events.ts';
import { createOfficialGateway, type OfficialGateway } from './gateway.ts';
import { Refused, Unanswered } from './refused.ts';
import {
  createState,
  keyOf,
  type OfficialChat,
  type OfficialEvents,
  type OfficialMessage,
  type State,
} from './state.ts';
import { createOfficialWebhook, type OfficialWebhook } from './webhook.ts';

/** Options of a simulated official QQ platform. */
export interface OfficialPlaygroundOptions {
  app?: { id: string; secret: string };
  /** The port; 0, the default, picks a free one. */
  port?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Options of a message to the bot. */
export interface OfficialSayOptions {
  /** The group in which the bot is mentioned; a private message when omitted. */
  group?: string;
  /** The index of the quoted message, and its text. */
  quote?: { index: string; text?: string };
  /** An attached file, served by this server. */
  file?: { name: string; bytes: Uint8Array };
  role?: 'owner' | 'admin' | 'member';
  /** The bot receives everything that is said in the group; this message mentions it, or does not. */
  amongAll?: 'mentioned' | 'unmentioned';
}

/** A simulated official QQ platform with one bot, in memory. */
export interface OfficialPlayground {
  /** `https://HOST/PATH` of the platform is served at `<root>/HOST/PATH`. */
  readonly root: string;
  readonly app: { id: string; secret: string };
  readonly calls: State['calls'];
  readonly acknowledged: readonly string[];
  readonly faults: Pick<Faults, 'script' | 'clear'>;
  /** Listens for {@link OfficialEvents}. Returns the function that removes the listener. */
  readonly on: Events<OfficialEvents>['on'];
  readonly gateway: Pick<
    OfficialGateway,
    'askToReconnect' | 'dropSessions' | 'repeat' | 'entries' | 'answersHeartbeats' | 'heartbeats'
  >;
  /** While it has a URL, events are sent there instead of to the gateway. */
  readonly webhook: OfficialWebhook;
  /** How many sessions are connected to the gateway. */
  readonly connected: number;
  /** Sends a message to the bot; returns its id and index. */
  say(from: string, text: string, options?: OfficialSayOptions): { id: string; index: string };
  /** Presses the button with this label on the newest message that has one; returns the id of the press. */
  press(from: string, label: string, options?: { group?: string }): string;
  /** The bot's messages in a chat that were not recalled. */
  chat(chat: OfficialChat): readonly OfficialMessage[];
  /** The same as text: the words, media in brackets, and button labels. */
  said(chat: OfficialChat): readonly string[];
  /** Sets whether a chat accepts messages that are not replies. */
  allowPush(chat: OfficialChat, allowed?: boolean): void;
  /** Switches the bot's messages on: as `allowPush`, and the platform sends the event for it. */
  switchOn(chat: OfficialChat): void;
  /** Refuses the next messages, with these codes. */
  refuse(...codes: number[]): void;
  /** Refuses all messages in Markdown, with this code. */
  refuseMarkdown(code: number): void;
  /** Invalidates all tokens, and gives no new ones until `giveTokens`. */
  refuseTokens(): void;
  giveTokens(): void;
  /** Invalidates all tokens. */
  expireTokens(): void;
  disconnect(): void;
  /** Drops all connections, and refuses new ones until `comeBack`. */
  goDown(): void;
  comeBack(): void;
  /** Closes all connections with this code. */
  closeWith(code: number): void;
  sendRaw(frame: string): void;
  close(): Promise<void>;
}

/** Starts the platform on 127.0.0.1. */
export async function startOfficial(options: OfficialPlaygroundOptions = {}): Promise<OfficialPlayground> {
  const { app = { id: '102000001', secret: 'app-secret' }, now = Date.now } = options;
  const state = createState(app, { id: 'BOT0000001', username: 'guanxi' }, now);
  const gateway = createOfficialGateway(state);
  const webhook = createOfficialWebhook(state);
  const tell: OfficialGateway['sendEvent'] = (...event) => {
    if (webhook.url === undefined) gateway.sendEvent(...event);
    else void webhook.deliver(...event);
  };
  const server = createServer((request, response) => void serve(request, response));
  const outage = createOutage(server);
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket) => gateway.addConnection(socket));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const address = `ws://127.0.0.1:${port}/websocket`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [, host = '', path = '/'] = /^\/([^/?]+)(\/[^?]*)/u.exec(request.url ?? '') ?? [];
    const file = host === 'multimedia.nt.qq.com.cn' ? state.files.get(path) : undefined;
    if (file !== undefined) return void response.end(file);
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    try {
      const text = Buffer.concat(chunks).toString();
      const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
      const { method = 'GET', headers } = request;
      const { authorization } = headers;
      const answered = answerRequest(state, { method, path, authorization, body, gateway: address });
      if (answered !== undefined) send(200, answered);
    } catch (error) {
      if (error instanceof Unanswered) return send(504, undefined);
      if (!(error instanceof Refused)) return send(500, { message: 'internal error' });
      const { code, message, status } = error;
      send(status, { message, code, err_code: code, trace_id: 'trace' });
    }
  }

  /** Allows replies to a message or a press, within the platform's limits of number and time. */
  function answerable(id: string, chat: OfficialChat): void {
    const [left, ms] = 'user' in chat ? [4, 3_600_000] : [5, 300_000];
    state.answerables.set(id, { chat, left, until: now() + ms, used: new Set() });
  }

  const chat = (of: OfficialChat) =>
    state.messages.filter((one) => !one.recalled && keyOf(one.chat) === keyOf(of));
  const chatOf = (from: string, group: string | undefined): OfficialChat =>
    group === undefined ? { user: from } : { group };

  return {
    root: `http://127.0.0.1:${port}`,
    app,
    calls: state.calls,
    acknowledged: state.acknowledged,
    faults: state.faults,
    on: state.events.on,
    gateway,
    webhook,
    get connected() {
      return gateway.connectedSessions;
    },
    say(from, text, { group, quote, file, role = 'member', amongAll } = {}) {
      const number = state.next();
      const [id, index] = [`ROBOT1.0_IN${number}`, `REFIDX_IN${number}`];
      answerable(id, chatOf(from, group));
      if (file !== undefined) state.files.set(`/download/${number}`, Buffer.from(file.bytes));
      const url = `https://multimedia.nt.qq.com.cn/download/${number}`;
      const event = messageEvent({
        id,
        index,
        from,
        text,
        role,
        at: now(),
        ...(group !== undefined && { group }),
        ...(quote && { quote }),
        ...(amongAll && { amongAll, bot: state.bot }),
        ...(file && { file: { name: file.name, size: file.bytes.length, url } }),
      });
      const inGroup = amongAll === undefined ? 'GROUP_AT_MESSAGE_CREATE' : 'GROUP_MESSAGE_CREATE';
      const type = group === undefined ? 'C2C_MESSAGE_CREATE' : inGroup;
      tell(type, event, `${type}:${number}`);
      return { id, index };
    },
    press(from, label, { group } = {}) {
      const where = chatOf(from, group);
      const button = chat(where)
        .toReversed()
        .flatMap(({ buttons }) => buttons.flat())
        .find((one) => one.label === label && one.type === 1);
      if (button === undefined) throw new Error(`There is no button "${label}"`);
      const id = `press-${state.next()}`;
      const event = `INTERACTION_CREATE:${id}`;
      answerable(event, where);
      const data = pressEvent({ id, from, group, at: now(), app: app.id, data: button.data });
      tell('INTERACTION_CREATE', data, event);
      return id;
    },
    chat,
    said: (of) => chat(of).map(messageText),
    allowPush(of, allowed = true) {
      if (allowed) state.pushable.add(keyOf(of));
      else state.pushable.delete(keyOf(of));
    },
    switchOn(of) {
      state.pushable.add(keyOf(of));
      const [type, data] =
        'user' in of
          ? ['C2C_MSG_RECEIVE', { openid: of.user }]
          : ['GROUP_MSG_RECEIVE', { group_openid: of.group, op_member_openid: 'ADMIN1' }];
      const event = `${type}:${state.next()}`;
      answerable(event, of);
      tell(type, { ...data, timestamp: Math.floor(now() / 1000) }, event);
    },
    refuse: (...codes) => void state.refusals.push(...codes),
    refuseMarkdown(code) {
      state.markdownRefusal = code;
    },
    refuseTokens() {
      state.tokens.clear();
      state.tokensRefused = true;
    },
    giveTokens() {
      state.tokensRefused = false;
    },
    expireTokens: () => state.tokens.clear(),
    disconnect() {
      for (const socket of gateway.sockets) socket.terminate();
    },
    goDown: outage.begin,
    comeBack: outage.end,
    closeWith(code) {
      for (const socket of gateway.sockets) socket.close(code);
    },
    sendRaw(frame) {
      for (const socket of gateway.sockets) socket.send(frame);
    },
    async close() {
      for (const socket of gateway.sockets) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function messageText({ text, media, buttons }: OfficialMessage): string {
  const kinds = ['', 'image', 'video', 'voice', 'file'];
  const picture =
    media === undefined ? '' : `[${kinds[media.kind]}${media.name === undefined ? '' : `:${media.name}`}]`;
  const labels = buttons.map((row) => `\n{${row.map(({ label }) => label).join('|')}}`).join('');
  return picture + text + labels;
}
