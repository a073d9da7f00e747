import { WebSocket } from 'ws';
import { type ActionDeps, ActionFailed, actions } from './actions.ts';
import { lifecycleEvent } from './events.ts';
import type { OneBotCall } from './world.ts';

/** The connections with bots, dialled by either side. */
export interface Connections {
  readonly open: ReadonlySet<WebSocket>;
  readonly calls: OneBotCall[];
  /** Serves a connection, starting with the lifecycle event. */
  add(socket: WebSocket): void;
  /** Sends an event over all connections. */
  broadcast(event: Record<string, unknown>): void;
}

export function createConnections(deps: ActionDeps): Connections {
  const open = new Set<WebSocket>();
  const calls: OneBotCall[] = [];

  /** Answers a frame; `undefined` when it gets no answer. */
  function answer(raw: string): Record<string, unknown> | undefined {
    const { action, params, echo } = parseFrame(raw);
    const shape = { data: null, message: '', wording: '', echo };
    if (action === undefined) return { ...shape, status: 'failed', retcode: 1400, message: 'bad request' };
    const call = { action, params };
    calls.push(call);
    deps.world.events.emit('call', call);
    const fault = deps.faults.take('answer');
    if (fault === 'ignored') return undefined;
    const answered = performAction(call, shape);
    return fault === 'silent' ? undefined : answered;
  }

  function performAction(
    { action, params }: OneBotCall,
    shape: Record<string, unknown>,
  ): Record<string, unknown> {
    const perform = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (perform === undefined) {
      const words = `不支持的Api ${action}`;
      return { ...shape, status: 'failed', retcode: 1404, message: words, wording: words };
    }
    try {
      return { ...shape, status: 'ok', retcode: 0, data: perform(params, deps) };
    } catch (error) {
      if (!(error instanceof ActionFailed)) throw error;
      const { retcode, message } = error;
      return { ...shape, status: 'failed', retcode, message, wording: message };
    }
  }

  return {
    open,
    calls,
    add(socket) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => socket.terminate());
      socket.on('message', (data) => {
        const answered = answer(String(data));
        if (answered !== undefined) socket.send(JSON.stringify(answered));
      });
      socket.send(JSON.stringify(lifecycleEvent(deps.world)));
    },
    broadcast(event) {
      for (const socket of open) if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(event));
    },
  };
}

function parseFrame(raw: string): { action?: string; params: Record<string, unknown>; echo: unknown } {
  try {
    const { action, params, echo = null } = JSON.parse(raw) as Record<string, unknown>;
    return {
      ...(typeof action === 'string' && { action }),
      params: (params ?? {}) as Record<string, unknown>,
      echo,
    };
  } catch {
    return { params: {}, echo: null };
  }
}
