import type { TelegramRefused } from '../errors.ts';

/**
 * How a call fails: refused with an error of Telegram, `reset` (connection closed), `html` (a gateway's 502
 * page), `hang` (no answer until faults are cleared or the client gives up), `lost` (carried out, but never
 * answered), `held` (carried out, answered when faults are cleared).
 */
export type Failure = TelegramRefused | 'reset' | 'html' | 'hang' | 'lost' | 'held';

/** Which calls fail. */
export interface FailOptions {
  /** How many calls; 1 when omitted, Infinity for all until cleared. */
  times?: number;
  /** Only calls for this chat id. */
  chat?: number;
}

/** Faults to test a bot with. */
export interface Faults {
  /** Makes the next call of `method` fail; `*` stands for any method except getUpdates. */
  failNext(method: string, failure: Failure, options?: FailOptions): void;
  /** Starts an outage: all requests fail, including waiting ones. */
  goDown(how?: 'reset' | 'html'): void;
  comeBack(): void;
  /** How requests fail during an outage; undefined without one. */
  readonly down: 'reset' | 'html' | undefined;
  /** Removes all faults, releases hanging and held calls, and ends an outage. */
  clear(): void;
  /** The failure for this call, if any; counts it. */
  take(method: string, chat: number | undefined): Failure | undefined;
  /** Aborted when an outage starts. */
  readonly outage: AbortSignal;
  /** Resolves when hanging and held calls are released. */
  readonly released: Promise<void>;
}

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
