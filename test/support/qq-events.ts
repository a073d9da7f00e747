import { expect } from 'vitest';
import type { QQEvent, QQPort } from '../../src/qq/port.ts';

/** A running port and its events. */
export interface Listening {
  readonly events: readonly QQEvent[];
  /** The events of one kind. */
  of<K extends QQEvent['kind']>(kind: K): Extract<QQEvent, { kind: K }>[];
  /** Waits for `count` events of a kind; returns that one. */
  until<K extends QQEvent['kind']>(kind: K, count?: number): Promise<Extract<QQEvent, { kind: K }>>;
  /** Stops the port; rejects if it could not start. */
  stop(): Promise<void>;
}

/** Runs a port and records its events. */
export function listenTo(port: QQPort): Listening {
  const events: QQEvent[] = [];
  const end = new AbortController();
  const ended = port.run((event) => events.push(event), end.signal);
  // A failure is reported by `stop`.
  ended.catch(() => undefined);
  const of = <K extends QQEvent['kind']>(kind: K) =>
    events.filter((event): event is Extract<QQEvent, { kind: K }> => event.kind === kind);
  return {
    events,
    of,
    async until(kind, count = 1) {
      await expect.poll(() => of(kind).length, { interval: 5 }).toBeGreaterThanOrEqual(count);
      const found = of(kind)[count - 1];
      if (found === undefined) throw new Error(`no ${kind}`);
      return found;
    },
    async stop() {
      end.abort();
      await ended;
    },
  };
}
