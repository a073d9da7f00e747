import type { Clock } from '../../clock.ts';
import { type Json, jsonText } from '../json.ts';
import { type QQPerson, QQTrouble } from '../port.ts';
import type { Presence } from '../presence.ts';
import type { ApiAnswer, OfficialApi } from './api.ts';
import type { AccessToken } from './token.ts';

/** What keeping in touch with the platform takes, whichever way its events come. */
export interface OfficialConnection {
  api: OfficialApi;
  token: AccessToken;
  clock: Clock;
  /** As Math.random; for the pauses between attempts. */
  random: () => number;
  presence: Presence;
  onSelf: (self: QQPerson) => void;
  /** Told of what is wrong, once as long as it is the same. */
  onTrouble: (error: QQTrouble) => void;
}

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

/** Who the bot is, as the platform names it. */
export function selfIn(user: Json | undefined): QQPerson | undefined {
  const id = jsonText(user?.id);
  return id === undefined ? undefined : { id, name: jsonText(user?.username) ?? '' };
}

/** What is wrong when the platform does not answer as it should. @param what it was asked, such as "names no gateway" */
export function troubleWith(answer: ApiAnswer, what: string): QQTrouble {
  if (answer.kind === 'offline') return answer.trouble;
  const why = answer.kind === 'refused' ? `${answer.code} ${answer.message}`.trim() : 'no answer';
  return new QQTrouble('unreachable', `The QQ platform ${what} (${why}). It is tried again by itself.`);
}
