import type { TelegramRefused } from '../errors.ts';

/**
 * How a call fails on demand: refused as Telegram would, `reset` (the connection is cut), `html` (a gateway's
 * 502 page), `hang` (no answer until faults are cleared or the client gives up), `lost` (the call is carried
 * out, its answer never comes), or `held` (it is carried out, its answer comes when they are cleared).
 */
export type Failure = TelegramRefused | 'reset' | 'html' | 'hang' | 'lost' | 'held';

/** Which calls fail. */
export interface FailOptions {
  /** How many calls; 1 when left out, Infinity for all until cleared. */
  times?: number;
  /** Only calls for this chat id. */
  chat?: number;
}

/** Faults on demand, for tests of a bot. */
export interface Faults {
  /** The next call of `method` (`*`: of any but getUpdates) fails. */
  failNext(method: string, failure: Failure, options?: FailOptions): void;
  /** Every request fails from now on, and those that wait now: an outage. */
  goDown(how?: 'reset' | 'html'): void;
  comeBack(): void;
  /** How requests fail now, undefined when all is well. */
  readonly down: 'reset' | 'html' | undefined;
  /** Forgets all that is planned, lets go what hangs or is held, and ends an outage. */
  clear(): void;
  /** Takes the failure meant for this call, if any. */
  take(method: string, chat: number | undefined): Failure | undefined;
  /** Aborted when what waits now has to fail. */
  readonly outage: AbortSignal;
  /** Resolves when what hangs or is held is let go. */
  readonly released: Promise<void>;
}

/** No faults are planned, and there is no outage. */
export function createFaults(): Faults {
  let planned: { method: string; failure: Failure; left: number; chat: number | undefined }[] = [];
  let down: 'reset' | 'html' | undefined;
  let outage = new AbortController();
  let hung = Promise.withResolvers<void>();
  const faults: Faults = {
    failNext(method, failure, { times = 1, chat } = {}) {
      planned.push({ method, failure, left: times, chat });
    },
    goDown(how = 'reset') {
      down = how;
      outage.abort();
    },
    comeBack() {
      down = undefined;
      outage = new AbortController();
    },
    get down() {
      return down;
    },
    clear() {
      planned = [];
      faults.comeBack();
      hung.resolve();
      hung = Promise.withResolvers<void>();
    },
    take(method, chat) {
      const found = planned.find(
        (plan) =>
          (plan.method === method || (plan.method === '*' && method !== 'getUpdates')) &&
          (plan.chat === undefined || plan.chat === chat),
      );
      if (!found) return undefined;
      found.left -= 1;
      if (found.left <= 0) planned = planned.filter((plan) => plan !== found);
      return found.failure;
    },
    get outage() {
      return outage.signal;
    },
    get released() {
      return hung.promise;
    },
  };
  return faults;
}
