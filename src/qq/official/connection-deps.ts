import type { Clock } from '../../clock.ts';
import type { QQPerson, QQTrouble } from '../port.ts';
import type { Presence } from '../presence.ts';
import type { OfficialApi } from './api.ts';
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
