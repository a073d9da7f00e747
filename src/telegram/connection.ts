import { GrammyError } from 'grammy';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

/** The connection to Telegram, which may be down for hours. */
export interface Connection {
  /**
   * Makes a call until Telegram answers it, however long that takes; so an outage ends within seconds for us too.
   * Rejects with GrammyError when it is refused for good, and with the signal's reason.
   */
  call<T>(call: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Telegram did not answer the last call: whoever would wait for something to happen should ask without waiting. */
  readonly away: boolean;
  /** When it last answered, or was first to be reached; ms of the monotonic clock. */
  readonly answeredAt: number;
}

export interface ConnectionDeps {
  clock: Clock;
  log: Log;
  /** Told when Telegram is back after an outage. */
  onBack?: (() => void) | undefined;
}

/** How soon Telegram is asked again after it could not be reached, in milliseconds. Never longer, whatever happens. */
export const retryInterval = 3000;
/** Past this a call is taken for lost, in milliseconds; longer than a long poll takes. */
const longestCall = 45_000;

/** A connection that is taken to be up. */
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

/** Servers that are being restarted or are too busy say so; that is no answer to what was asked. */
function isTemporary({ error_code }: GrammyError): boolean {
  return error_code === 429 || error_code >= 500;
}
