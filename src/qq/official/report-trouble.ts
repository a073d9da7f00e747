import { QQTrouble } from '../port.ts';
import type { ApiAnswer } from './api.ts';

/** Says what is wrong when that is something else than before. */
export function createTroubleNotice(onTrouble: (error: QQTrouble) => void): {
  say(error: QQTrouble): void;
  over(): void;
} {
  let said: string | undefined;
  return {
    say(error) {
      if (said !== error.reason) onTrouble(error);
      said = error.reason;
    },
    over() {
      said = undefined;
    },
  };
}

/** What is wrong when the platform does not answer as it should. @param what it was asked, such as "names no gateway" */
export function troubleFromAnswer(answer: ApiAnswer, what: string): QQTrouble {
  if (answer.kind === 'offline') return answer.trouble;
  const why = answer.kind === 'refused' ? `${answer.code} ${answer.message}`.trim() : 'no answer';
  return new QQTrouble('unreachable', `The QQ platform ${what} (${why}). It is tried again by itself.`);
}
