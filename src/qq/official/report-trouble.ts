import { QQTrouble } from '../port.ts';
import type { ApiAnswer } from './api.ts';

/** Reports a problem unless it is the same as the last one reported. */
export function createTroubleNotice(onTrouble: (error: QQTrouble) => void): {
  report(error: QQTrouble): void;
  clear(): void;
} {
  let said: string | undefined;
  return {
    report(error) {
      if (said !== error.reason) onTrouble(error);
      said = error.reason;
    },
    clear() {
      said = undefined;
    },
  };
}

/**
 * The problem behind an answer that is not as expected.
 * @param what completes "The QQ platform …", such as "names no gateway"
 */
export function troubleFromAnswer(answer: ApiAnswer, what: string): QQTrouble {
  if (answer.kind === 'offline') return answer.trouble;
  const why = answer.kind === 'refused' ? `${answer.code} ${answer.message}`.trim() : 'no answer';
  return new QQTrouble('unreachable', `The QQ platform ${what} (${why}). It is tried again by itself.`);
}
