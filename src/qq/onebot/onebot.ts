import type { RawData, WebSocket } from 'ws';
import type { Clock } from '../../clock.ts';
import { largestFrame } from '../frame-limit.ts';
import { jsonText, objectOf, parseObject } from '../json.ts';
import {
  type QQEvent,
  type QQPerson,
  type QQPort,
  QQSetupError,
  type QQTarget,
  type QQTrouble,
} from '../port.ts';
import { createPresence } from '../presence.ts';
import { createRecentIds } from '../recent-ids.ts';
import { createCalls } from './calls.ts';
import { type OneBotEvent, readOneBotEvent } from './events.ts';
import { fetchFile } from './fetch-file.ts';
import { checkUrl, dial } from './forward-connection.ts';
import { createHeartbeatWatch } from './heartbeat.ts';
import { listenForOneBot } from './reverse-connection.ts';
import { fromSegments, toSegments } from './segments.ts';
import { oneBotSendResult } from './send-result.ts';
import { oneBotTroubles } from './trouble-messages.ts';

/** How a OneBot implementation is reached. */
export interface OneBotOptions {
  /** The WebSocket server to dial, or the port (of `host`, by default loopback) on which it dials us. */
  transport: { url: string } | { port: number; host?: string; onListening?: (port: number) => void };
  /** Required: whoever connects without it could speak as anybody. */
  token: string;
  clock: Clock;
  /** Asked right before every action; rejects when another process may do this one's work by now, and nothing is sent. */
  fence?: () => Promise<void>;
  /** As Math.random; for the pauses between attempts. */
  random: () => number;
}

/** Own messages can be recalled for two minutes; ms. */
const recallWindow = 120_000;
/** How long an upload may take to be answered, in ms; a picture goes with the message. */
const sendPatience = 60_000;
const remembered = 4096;

/**
 * QQ through a OneBot v11 implementation.
 * @throws QQSetupError for an address or a token that cannot be meant.
 */
export function createOneBot({ transport, token, clock, fence, random }: OneBotOptions): QQPort {
  if (token === '')
    throw new QQSetupError(
      'noToken',
      'QQ_ONEBOT_TOKEN is missing: without a token anybody could speak as the bot.',
    );
  if ('url' in transport) checkUrl(transport.url);

  let socket: WebSocket | undefined;
  let self: QQPerson | undefined;
  let tell: (event: QQEvent) => void = () => undefined;
  const heard = createRecentIds(remembered);
  const presence = createPresence((event) => tell(event));
  const calls = createCalls(
    (frame) => {
      if (socket?.readyState !== socket?.OPEN || socket === undefined) return false;
      socket.send(frame);
      return true;
    },
    clock,
    fence,
  );
  const onTrouble = (error: QQTrouble) => tell({ kind: 'trouble', error });

  /** Serves one connection until it closes. A new one takes the place of the one before. */
  async function serve(opened: WebSocket): Promise<void> {
    socket?.terminate();
    socket = opened;
    const said = new Set<string>();
    const once = (trouble: QQTrouble) => {
      if (!said.has(trouble.reason)) onTrouble(trouble);
      said.add(trouble.reason);
    };
    const watch = createHeartbeatWatch(clock, () => {
      if (socket !== opened) return;
      presence.offline('silent');
      opened.terminate();
    });
    const closed = new Promise<void>((resolve) => opened.once('close', () => resolve()));
    opened.on('message', (data) => read(data, { watch, once }));
    opened.on('error', (error) => {
      const { code } = error as { code?: string };
      if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') once(oneBotTroubles.frameTooBig(largestFrame));
    });
    introduce(once);
    await closed;
    watch.stop();
    if (socket !== opened) return;
    socket = undefined;
    calls.drop();
    presence.offline('disconnected');
  }

  /** Asks which account this is, apart from what is heard meanwhile. */
  function introduce(once: (trouble: QQTrouble) => void): void {
    calls.call('get_login_info', {}).then(
      (answer) => {
        const data = answer.kind === 'done' ? objectOf(answer.data) : undefined;
        const id = jsonText(data?.user_id);
        if (id === undefined) {
          if (answer.kind !== 'offline' && socket !== undefined) once(oneBotTroubles.noAnswer());
          return;
        }
        self = { id, name: jsonText(data?.nickname) ?? '' };
        if (!presence.loggedOff) presence.online();
      },
      () => undefined,
    );
  }

  function read(
    raw: RawData,
    { watch, once }: { watch: { beat(ms: number): void }; once: (trouble: QQTrouble) => void },
  ): void {
    const frame = parseObject(String(raw));
    const told: OneBotEvent = frame === undefined ? { kind: 'nothing' } : readOneBotEvent(frame);
    if (frame === undefined) once(oneBotTroubles.badFrame());
    else if (frame.retcode === 1403 && jsonText(frame.echo) === undefined)
      once(oneBotTroubles.wrongToken(where(transport)));
    else if (frame.post_type === undefined) calls.settle(frame);
    else if (told.kind === 'heartbeat') {
      if (told.interval !== undefined) watch.beat(told.interval);
      if (told.online) presence.online();
      else presence.offline('loggedOff');
    } else if (told.kind === 'loggedOff') presence.offline('loggedOff');
    else if (told.kind === 'textFormat') once(oneBotTroubles.textFormat());
    else if (told.kind === 'event' && (told.key === undefined || heard.add(told.key))) tell(told.event);
  }

  return {
    capabilities: { buttons: false, edit: false, push: 'free', replyQuota: undefined, recallWindow },
    self: () => self,
    async send(target, message, signal) {
      // What an account that is logged off is given to send only times out, which says nothing of whether it went.
      if (signal?.aborted || presence.loggedOff) return { outcome: 'offline' };
      const answer = await calls.call(
        target.kind === 'group' ? 'send_group_msg' : 'send_private_msg',
        { ...addressOf(target), message: toSegments(message) },
        sendPatience,
      );
      return oneBotSendResult(answer);
    },
    async recall(_, id) {
      const answer = await calls.call('delete_msg', { message_id: numeric(id) });
      return answer.kind === 'done';
    },
    acknowledge: async () => undefined,
    file: (file, most, signal) => fetchFile(calls, file, most, signal),
    async quoted(id) {
      const answer = await calls.call('get_msg', { message_id: numeric(id) });
      const data = answer.kind === 'done' ? objectOf(answer.data) : undefined;
      if (data === undefined) return undefined;
      const { text } = fromSegments(data.message, self?.id ?? '');
      const sender = objectOf(data.sender);
      const from = jsonText(sender?.user_id);
      return { text, ...(from && { from: { id: from, name: jsonText(sender?.nickname) ?? '' } }) };
    },
    async befriend(flag) {
      await calls.call('set_friend_add_request', { flag, approve: true });
    },
    async run(listener, signal) {
      tell = listener;
      if ('url' in transport)
        return dial({ url: transport.url, token, clock, random, serve, onTrouble }, signal);
      const { port, host = '127.0.0.1', onListening } = transport;
      return listenForOneBot({ port, host, token, serve, onTrouble, onListening }, signal);
    },
  };
}

function where(transport: OneBotOptions['transport']): string {
  return 'url' in transport ? (transport.url.split(/[?#]/u, 1)[0] ?? '') : `port ${transport.port}`;
}

function addressOf({ kind, id }: QQTarget): Record<string, unknown> {
  return kind === 'group' ? { group_id: numeric(id) } : { user_id: numeric(id) };
}

/** Identifiers are numbers on this wire; some implementations take nothing else. */
function numeric(id: string): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : id;
}
