import type { Clock } from '../clock.ts';

/** Reads and writes are spaced differently. */
export type Kind = 'read' | 'write';

/** The requests of one session: one at a time, spaced. */
export interface RequestQueue {
  /** Resolves when it is the caller's turn, who must then `give` it back; rejects with the signal's reason. */
  take(kind: Kind, endpoint: string, signal?: AbortSignal): Promise<void>;
  /** Ends a turn; `asked`: whether the site was asked, which the next turn keeps its distance from. */
  give(kind: Kind, asked: boolean): void;
  /** Turns everyone away who waits. */
  refuse(because: (endpoint: string) => Error): void;
  /** Nobody has the turn or waits for it, and the next would come at once. */
  readonly idle: boolean;
}

interface Waiting {
  kind: Kind;
  endpoint: string;
  start(): void;
  fail(reason: unknown): void;
}

/**
 * Any request starts `spacing.read` ms after the one before has ended, a write also `spacing.write` ms after the last
 * write. Who may start earliest goes first, so that reads pass a write that still has to wait; else by
 * arrival, and nobody waits for ever.
 */
export function createRequestQueue(clock: Clock, spacing: Record<Kind, number>): RequestQueue {
  const waiting = new Set<Waiting>();
  let busy = false;
  let ended = Number.NEGATIVE_INFINITY;
  let wrote = Number.NEGATIVE_INFINITY;
  let nap: AbortController | undefined;
  let pumping = false;

  const due = (kind: Kind) =>
    kind === 'read' ? ended + spacing.read : Math.max(ended + spacing.read, wrote + spacing.write);

  const next = (): Waiting | undefined => {
    let first: Waiting | undefined;
    for (const one of waiting) if (first === undefined || due(one.kind) < due(first.kind)) first = one;
    return first;
  };

  /** Starts whoever is due, and sleeps until then; a change in the queue cuts the sleep short. */
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
    take(kind, endpoint, signal) {
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
    give(kind, asked) {
      busy = false;
      if (asked) ended = clock.monotonic();
      if (asked && kind === 'write') wrote = ended;
      void pump();
    },
    refuse(because) {
      for (const one of [...waiting]) one.fail(because(one.endpoint));
    },
    get idle() {
      return !busy && waiting.size === 0 && due('write') <= clock.monotonic();
    },
  };
}
