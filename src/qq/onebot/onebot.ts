import type { RawData, WebSocket } from 'ws';
import { createNewIdCheck } from '../../bot/new-id-check.ts';
import type { Clock } from '../../clock.ts';
import { jsonText, objectOf, parseObject } from '../json.ts';
import type { QQEvent, QQPerson, QQPort, QQTarget, QQTrouble } from '../port.ts';
import { createPresence } from '../presence.ts';
import { largestFrame } from '../websocket-limits.ts';
import { createCalls } from './calls.ts';
import { type OneBotEvent, readOneBotEvent } from './events.ts';
import { fetchFile } from './fetch-file.ts';
import { dial } from './forward-connection.ts';
import { createHeartbeatWatch } from './heartbeat.ts';
import { listenForOneBot } from './reverse-connection.ts';
import { fromSegments, toSegments } from './segments.ts';
import { oneBotSendResult } from './send-result.ts';
import { oneBotTroubles } from './trouble-messages.ts';

/** How a OneBot implementation is reached. */
export interface OneBotOptions {
  /**
   * The WebSocket server to connect to, or the port (on `host`, by default loopback) on which to wait for a
   * connection.
   */
  transport: { url: string } | { port: number; host?: string; onListening?: (port: number) => void };
  /** Required: without it, anybody who connects could speak as any user. */
  token: string;
  clock: Clock;
  /**
   * Called right before every action; rejects, so that nothing is sent, when another process may have taken
   * over.
   */
  fence?: () => Promise<void>;
  /** Like Math.random, for the pauses between attempts. */
  random: () => number;
}

/** How long own messages can be recalled, in ms. */
const recallWindow = 120_000;
/** Timeout for sending, in ms; long enough for a picture, which is part of the message. */
const sendPatience = 60_000;
const mostRememberedEvents = 4096;

/** QQ through a OneBot v11 implementation. */
export function createOneBot({ transport, token, clock, fence, random }: OneBotOptions): QQPort {
  let socket: WebSocket | undefined;
  let self: QQPerson | undefined;
  let emit: (event: QQEvent) => void = () => undefined;
  const isNewEvent = createNewIdCheck<string>(mostRememberedEvents);
  const presence = createPresence((event) => emit(event));
  const calls = createCalls(
    (frame) => {
      if (socket?.readyState !== socket?.OPEN || socket === undefined) return false;
      socket.send(frame);
      return true;
    },
    clock,
    fence,
  );
  const onTrouble = (error: QQTrouble) => emit({ kind: 'trouble', error });

  /** Serves one connection until it closes. A new connection replaces the previous one. */
  async function serve(opened: WebSocket): Promise<void> {
    socket?.terminate();
    socket = opened;
    const reported = new Set<string>();
    const once = (trouble: QQTrouble) => {
      if (!reported.has(trouble.reason)) onTrouble(trouble);
      reported.add(trouble.reason);
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
    askAccount(once);
    await closed;
    watch.stop();
    if (socket !== opened) return;
    socket = undefined;
    calls.drop();
    presence.offline('disconnected');
  }

  /** Asks for the account; events are handled meanwhile. */
  function askAccount(once: (trouble: QQTrouble) => void): void {
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
    const event: OneBotEvent = frame === undefined ? { kind: 'nothing' } : readOneBotEvent(frame);
    if (frame === undefined) once(oneBotTroubles.badFrame());
    else if (frame.retcode === 1403 && jsonText(frame.echo) === undefined)
      once(oneBotTroubles.wrongToken(transport));
    else if (frame.post_type === undefined) calls.settle(frame);
    else if (event.kind === 'heartbeat') {
      if (event.interval !== undefined) watch.beat(event.interval);
      if (event.online) presence.online();
      else presence.offline('loggedOff');
    } else if (event.kind === 'loggedOff') presence.offline('loggedOff');
    else if (event.kind === 'textFormat') once(oneBotTroubles.textFormat());
    else if (event.kind === 'event' && (event.key === undefined || isNewEvent(event.key))) emit(event.event);
  }

  return {
    capabilities: { buttons: false, push: 'free', replyQuota: undefined, recallWindow },
    self: () => self,
    async send(target, message, signal) {
      // Sending through a logged-off account only times out, which leaves open whether the message was sent.
      if (signal?.aborted || presence.loggedOff) return { outcome: 'offline' };
      const answer = await calls.call(
        target.kind === 'group' ? 'send_group_msg' : 'send_private_msg',
        { ...addressOf(target), message: toSegments(message) },
        sendPatience,
        signal,
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
      emit = listener;
      if ('url' in transport)
        return dial({ url: transport.url, token, clock, random, serve, onTrouble }, signal);
      const { port, host = '127.0.0.1', onListening } = transport;
      return listenForOneBot({ port, host, token, serve, onTrouble, onListening }, signal);
    },
  };
}

function addressOf({ kind, id }: QQTarget): Record<string, unknown> {
  return kind === 'group' ? { group_id: numeric(id) } : { user_id: numeric(id) };
}

/** OneBot identifiers are numbers; some implementations accept nothing else. */
function numeric(id: string): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : id;
}
