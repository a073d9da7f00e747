import { WebSocket } from 'ws';
import type { Clock } from '../../clock.ts';
import { largestFrame } from '../frame-limit.ts';
import { heartbeatInterval } from '../heartbeat-interval.ts';
import { type Json, jsonText, numberOf, objectOf, parseObject } from '../json.ts';

/** The operations of the gateway. */
const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const;

/** Messages of people and groups, and presses of buttons. */
const intents = (1 << 25) | (1 << 26);

/** How long the gateway may take until it has let the bot in; ms. */
const patience = 20_000;

/** How often to beat where the gateway does not say; ms. */
const usualInterval = 30_000;

/** Close codes after which a session goes on where it was; after the others a new one begins. */
const resumable = new Set([1000, 1001, 1005, 1006, 4000, 4008, 4009]);

/** A session, as far as it goes on over connections. */
export interface GatewaySession {
  id?: string;
  /** The number of the last event heard. */
  seq?: number;
}

/** How a connection ended. */
export interface Ended {
  /** Whether the gateway had let the bot in. */
  was: 'in' | 'out';
  /** The WebSocket's close code. */
  code: number;
  /** It said that the session or the token is not good. */
  invalid: boolean;
}

export interface ConnectOptions {
  url: string;
  /** Without the word before it. */
  token: string;
  session: GatewaySession;
  clock: Clock;
  onReady(user: Json | undefined): void;
  onEvent(type: unknown, id: string | undefined, data: Json): void;
}

/**
 * Keeps one connection to the gateway until it ends, however it does: goes on with the session if there is one, beats, and
 * notices when the other side no longer does. `session` is brought up to date.
 */
export function connectGateway(options: ConnectOptions, signal: AbortSignal): Promise<Ended> {
  const { url, token, session, clock } = options;
  const socket = new WebSocket(url, {
    maxPayload: largestFrame,
    perMessageDeflate: false,
    handshakeTimeout: patience,
  });
  const over = new AbortController();
  const ending = AbortSignal.any([signal, over.signal]);
  let greeted = false;
  let entered = false;
  let invalid = false;
  let answered = true;

  const send = (operation: number, d: unknown) => socket.send(JSON.stringify({ op: operation, d }));
  const greet = () => {
    const authorization = `QQBot ${token}`;
    if (session.id === undefined) send(op.identify, { token: authorization, intents, shard: [0, 1] });
    else send(op.resume, { token: authorization, session_id: session.id, seq: session.seq ?? 0 });
  };

  async function beat(interval: number): Promise<void> {
    while (!ending.aborted) {
      await clock.sleep(interval, ending);
      if (!answered) return socket.terminate();
      answered = false;
      if (socket.readyState === socket.OPEN) send(op.heartbeat, session.seq ?? null);
    }
  }

  function read(frame: Json): void {
    switch (frame.op) {
      case op.hello:
        if (greeted) break;
        greeted = true;
        greet();
        beat(heartbeatInterval(objectOf(frame.d)?.heartbeat_interval) ?? usualInterval).catch(
          () => undefined,
        );
        break;
      case op.ack:
        answered = true;
        break;
      case op.reconnect:
        socket.close(4009);
        break;
      case op.invalid:
        invalid = true;
        delete session.id;
        delete session.seq;
        socket.close(4006);
        break;
      case op.dispatch:
        dispatch(frame);
        break;
      default:
    }
  }

  function dispatch(frame: Json): void {
    session.seq = numberOf(frame.s) ?? session.seq ?? 0;
    const data = objectOf(frame.d) ?? {};
    if (frame.t === 'READY') {
      const id = jsonText(data.session_id);
      if (id !== undefined) session.id = id;
    }
    if (frame.t === 'READY' || frame.t === 'RESUMED') {
      entered = true;
      options.onReady(frame.t === 'READY' ? objectOf(data.user) : undefined);
    } else options.onEvent(frame.t, jsonText(frame.id), data);
  }

  return new Promise((resolve) => {
    const abort = () => socket.terminate();
    signal.addEventListener('abort', abort, { once: true });
    clock.sleep(patience, ending).then(
      () => entered || socket.terminate(),
      () => undefined,
    );
    socket.on('message', (data) => {
      const frame = parseObject(String(data));
      if (frame !== undefined) read(frame);
    });
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      over.abort();
      signal.removeEventListener('abort', abort);
      if (!resumable.has(code)) {
        delete session.id;
        delete session.seq;
      }
      resolve({ was: entered ? 'in' : 'out', code, invalid });
    });
    if (signal.aborted) abort();
  });
}
