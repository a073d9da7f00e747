import type { Clock } from '../clock.ts';

/** Reads and writes have different spacing. */
export type RequestKind = 'read' | 'write';

/** The requests of one session, one at a time and spaced. */
export interface RequestQueue {
  /**
   * Resolves when it is the caller's turn; the caller must then call `release`. Rejects with the signal's
   * reason.
   */
  acquire(kind: RequestKind, endpoint: string, signal?: AbortSignal): Promise<void>;
  /** Ends a turn. `asked`: whether a request was sent, which the next one is then spaced from. */
  release(kind: RequestKind, asked: boolean): void;
  /** Rejects all waiting requests. */
  rejectAll(because: (endpoint: string) => Error): void;
  /** Whether the queue is empty and a request could start now. */
  readonly idle: boolean;
}

interface Waiting {
  kind: RequestKind;
  endpoint: string;
  start(): void;
  fail(reason: unknown): void;
}

/**
 * A request starts at least `spacing.read` ms after the previous one ended, and a write also `spacing.write`
 * ms after the last write. The request that may start earliest goes first, so reads pass a write that has to
 * wait; otherwise by arrival, so nothing waits forever.
 */
export function createRequestQueue(clock: Clock, spacing: Record<RequestKind, number>): RequestQueue {
  const waiting = new Set<Waiting>();
  let busy = false;
  let ended = Number.NEGATIVE_INFINITY;
  let wrote = Number.NEGATIVE_INFINITY;
  let nap: AbortController | undefined;
  let pumping = false;

  const due = (kind: RequestKind) =>
    kind === 'read' ? ended + spacing.read : Math.max(ended + spacing.read, wrote + spacing.write);

  const next = (): Waiting | undefined => {
    let first: Waiting | undefined;
    for (const one of waiting) if (first === undefined || due(one.kind) < due(first.kind)) first = one;
    return first;
  };

  /** Starts the next request when it is due, sleeping until then; a change in the queue wakes it up. */
  const pump = async () => {
    if (pumping) return nap?.abort();
    pumping = true;
    for (let one = next(); one !== undefined && !busy; one = next()) {
      const wait = due(one.kind) - clock.monotonic();
      if (wait > 0) {
        nap = new AbortController();
        await clock.sleep(wait, nap.signal).catch(() => undefined);
        nap = undefined;
        continue;
      }
      busy = true;
      waiting.delete(one);
      one.start();
    }
    pumping = false;
  };

  return {
    acquire(kind, endpoint, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const leave = () => one.fail(signal?.reason);
        const one: Waiting = {
          kind,
          endpoint,
          start() {
            signal?.removeEventListener('abort', leave);
            resolve();
          },
          fail(reason) {
            signal?.removeEventListener('abort', leave);
            waiting.delete(one);
            void pump();
            reject(reason);
          },
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting.add(one);
        void pump();
      });
    },
    release(kind, asked) {
      busy = false;
      if (asked) ended = clock.monotonic();
      if (asked && kind === 'write') wrote = ended;
      void pump();
    },
    rejectAll(because) {
      for (const one of [...waiting]) one.fail(because(one.endpoint));
    },
    get idle() {
      return !busy && waiting.size === 0 && due('write') <= clock.monotonic();
    },
  };
}
