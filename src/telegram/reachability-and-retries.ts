import { GrammyError } from 'grammy';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

/** Calls Telegram until it answers, and keeps whether it can be reached. An outage may last hours. */
export interface Connection {
  /**
   * Repeats a call every 3 s until Telegram answers. Rejects with GrammyError when Telegram refuses it, and
   * with the signal's reason.
   */
  call<T>(call: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
  /**
   * Whether the last call was not answered. Callers then ask without long polling, to notice soon when
   * Telegram is back.
   */
  readonly away: boolean;
  /** When Telegram last answered, or when this was created; ms of the monotonic clock. */
  readonly answeredAt: number;
}

export interface ConnectionDeps {
  clock: Clock;
  log: Log;
  /** Called when Telegram is back after an outage. */
  onBack?: (() => void) | undefined;
}

/**
 * Wait between attempts, in ms. It does not grow, so that the bot is back within seconds after any outage.
 */
export const retryInterval = 3000;
/** Timeout of a call, in ms; longer than a long poll. */
const longestCall = 45_000;

/** Makes a connection that is assumed to be up. */
export function createConnection({ clock, log, onBack }: ConnectionDeps): Connection {
  let away = false;
  let reached = false;
  let answeredAt = clock.monotonic();

  const noteAnswer = () => {
    answeredAt = clock.monotonic();
    reached = true;
    if (!away) return;
    away = false;
    log.info('Telegram is back');
    onBack?.();
  };

  return {
    get away() {
      return away;
    },
    get answeredAt() {
      return answeredAt;
    },
    async call(call, signal) {
      while (true) {
        try {
          const answer = await call(AbortSignal.any([signal, AbortSignal.timeout(longestCall)]));
          noteAnswer();
          return answer;
        } catch (error) {
          signal.throwIfAborted();
          if (error instanceof GrammyError && !isTemporary(error)) {
            noteAnswer();
            throw error;
          }
          if (!away)
            log.warn(
              { err: error },
              `Telegram cannot be reached${reached ? '' : ' yet'}; trying again every three seconds`,
            );
          away = true;
        }
        await clock.sleep(retryInterval, signal);
      }
    },
  };
}

/**
 * Whether an error comes from a server that is restarting or overloaded, so that the call may be repeated.
 */
function isTemporary({ error_code }: GrammyError): boolean {
  return error_code === 429 || error_code >= 500;
}
