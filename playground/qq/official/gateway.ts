import { WebSocket } from 'ws';
import { isValidToken } from './api.ts';
import type { State } from './state.ts';

interface Event {
  t: string;
  d: Record<string, unknown>;
  id: string;
  s: number;
}

interface Session {
  id: string;
  socket: WebSocket | undefined;
  events: Event[];
  seq: number;
}

/** The gateway: connections, and the events of each session, which can be resumed. */
export interface OfficialGateway {
  addConnection(socket: WebSocket): void;
  /** Sends an event to every session; it is kept for resuming. */
  sendEvent(t: string, d: Record<string, unknown>, id: string): void;
  /** Sends the last `events` events again. */
  repeat(events: number): void;
  /** Asks all clients to reconnect. */
  askToReconnect(): void;
  /** Drops all sessions: they can no longer be resumed. */
  dropSessions(): void;
  /** Whether heartbeats are answered. */
  answersHeartbeats: boolean;
  readonly sockets: ReadonlySet<WebSocket>;
  /** How many sessions have an open connection; only these receive events. */
  readonly connectedSessions: number;
  /** How many sessions were started and resumed. */
  readonly entries: { identified: number; resumed: number };
  /** How many heartbeats were received. */
  readonly heartbeats: number;
}

const heartbeatInterval = 41_250;
const intents = { messages: 1 << 25, presses: 1 << 26 };

export function createOfficialGateway(state: State): OfficialGateway {
  const sockets = new Set<WebSocket>();
  const sessions = new Map<string, Session>();
  const entries = { identified: 0, resumed: 0 };
  let beats = 0;
  const send = (socket: WebSocket | undefined, frame: Record<string, unknown>) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };

  /** Starts or resumes a session, or reports an invalid token. */
  function authenticate(socket: WebSocket, d: Record<string, unknown>, how: typeof identify): void {
    if (isValidToken(state, d.token)) how(socket, d);
    else send(socket, { op: 9, d: false });
  }

  function identify(socket: WebSocket, d: Record<string, unknown>): void {
    const requestedIntents = typeof d.intents === 'number' ? d.intents : 0;
    if (!(requestedIntents & intents.messages) || !(requestedIntents & intents.presses)) {
      socket.close(4014, 'disallowed intents');
      return;
    }
    entries.identified += 1;
    const session: Session = { id: `session-${state.next()}`, socket, events: [], seq: 1 };
    sessions.set(session.id, session);
    const user = { ...state.bot, bot: true, status: 1 };
    send(socket, { op: 0, s: 1, t: 'READY', d: { version: 1, session_id: session.id, user, shard: [0, 1] } });
  }

  function resume(socket: WebSocket, d: Record<string, unknown>): void {
    const session = sessions.get(String(d.session_id));
    if (session === undefined) {
      send(socket, { op: 9, d: false });
      return;
    }
    entries.resumed += 1;
    session.socket = socket;
    for (const event of session.events) if (event.s > Number(d.seq)) send(socket, { op: 0, ...event });
    session.seq += 1;
    send(socket, { op: 0, s: session.seq, t: 'RESUMED', d: {} });
  }

  return {
    sockets,
    entries,
    answersHeartbeats: true,
    get heartbeats() {
      return beats;
    },
    get connectedSessions() {
      return [...sessions.values()].filter(({ socket }) => socket?.readyState === WebSocket.OPEN).length;
    },
    addConnection(socket) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.terminate());
      socket.on('message', (raw) => {
        const { op, d } = JSON.parse(String(raw)) as { op: number; d: Record<string, unknown> };
        if (op === 1) beats += 1;
        if (op === 1 && this.answersHeartbeats) send(socket, { op: 11 });
        else if (op === 2) authenticate(socket, d, identify);
        else if (op === 6) authenticate(socket, d, resume);
      });
      send(socket, { op: 10, d: { heartbeat_interval: heartbeatInterval } });
    },
    sendEvent(t, d, id) {
      for (const session of sessions.values()) {
        session.seq += 1;
        const event = { t, d, id, s: session.seq };
        session.events.push(event);
        send(session.socket, { op: 0, ...event });
      }
    },
    repeat(count) {
      for (const session of sessions.values())
        for (const event of session.events.slice(-count)) send(session.socket, { op: 0, ...event });
    },
    askToReconnect() {
      for (const socket of sockets) send(socket, { op: 7 });
    },
    dropSessions: () => sessions.clear(),
  };
}
