import { expect } from 'vitest';
import type { QQEvent, QQPort } from '../../src/qq/port.ts';

/** A port that runs, and all it has told. */
export interface Listening {
  readonly events: readonly QQEvent[];
  /** The events of one kind. */
  of<K extends QQEvent['kind']>(kind: K): Extract<QQEvent, { kind: K }>[];
  /** Waits until there are so many of them; gives the last. */
  until<K extends QQEvent['kind']>(kind: K, count?: number): Promise<Extract<QQEvent, { kind: K }>>;
  /** Stops the port; rejects with what it could not begin for. */
  stop(): Promise<void>;
}

/** Runs a port and notes its events. */
export function listenTo(port: QQPort): Listening {
  const events: QQEvent[] = [];
  const end = new AbortController();
  const ended = port.run((event) => events.push(event), end.signal);
  // A failure is for whoever stops it.
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
