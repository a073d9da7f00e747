import { WebSocket } from 'ws';
import type { Clock } from '../../clock.ts';
import { type Json, jsonText, numberOf, objectOf, parseObject } from '../json.ts';
import { heartbeatInterval, largestFrame } from '../websocket-limits.ts';

/** Opcodes of the gateway. */
const opcodes = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const;

/** Requested events: messages of people and groups, and button presses. */
const intents = (1 << 25) | (1 << 26);

/** Timeout until the gateway accepts the bot, in ms. */
const patience = 20_000;

/** Heartbeat interval when the gateway gives none, in ms. */
const usualInterval = 30_000;

/** Close codes after which the session can be resumed; after others a new one is needed. */
const resumable = new Set([1000, 1001, 1005, 1006, 4000, 4008, 4009]);

/** The part of a session that continues on another connection. */
export interface GatewaySession {
  id?: string;
  /** Sequence number of the last event received. */
  seq?: number;
}

/** How a connection ended. */
export interface ConnectionEnd {
  /** Whether the gateway had accepted the bot. */
  was: 'in' | 'out';
  /** The WebSocket's close code. */
  code: number;
  /** The gateway called the session or the token invalid. */
  invalid: boolean;
}

export interface ConnectOptions {
  url: string;
  /** Without its type. */
  token: string;
  session: GatewaySession;
  clock: Clock;
  onReady(user: Json | undefined): void;
  onEvent(type: unknown, id: string | undefined, data: Json): void;
}

/**
 * Opens one connection to the gateway and resolves when it ends for any reason. Resumes the session if there
 * is one, sends heartbeats, and ends when they are not answered. Updates `session`.
 */
export function connectGateway(options: ConnectOptions, signal: AbortSignal): Promise<ConnectionEnd> {
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
    if (session.id === undefined) send(opcodes.identify, { token: authorization, intents, shard: [0, 1] });
    else send(opcodes.resume, { token: authorization, session_id: session.id, seq: session.seq ?? 0 });
  };

  async function beat(interval: number): Promise<void> {
    while (!ending.aborted) {
      await clock.sleep(interval, ending);
      if (!answered) return socket.terminate();
      answered = false;
      if (socket.readyState === socket.OPEN) send(opcodes.heartbeat, session.seq ?? null);
    }
  }

  function read(frame: Json): void {
    switch (frame.op) {
      case opcodes.hello:
        if (greeted) break;
        greeted = true;
        greet();
        beat(heartbeatInterval(objectOf(frame.d)?.heartbeat_interval) ?? usualInterval).catch(
          () => undefined,
        );
        break;
      case opcodes.ack:
        answered = true;
        break;
      case opcodes.reconnect:
        socket.close(4009);
        break;
      case opcodes.invalid:
        invalid = true;
        delete session.id;
        delete session.seq;
        socket.close(4006);
        break;
      case opcodes.dispatch:
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
