import type { Clock } from '../../clock.ts';
import type { QQPerson, QQTrouble } from '../port.ts';
import type { Presence } from '../presence.ts';
import type { OfficialApi } from './api.ts';
import type { AccessToken } from './token.ts';

/** What both ways of receiving events (gateway, webhook) need. */
export interface OfficialConnection {
  api: OfficialApi;
  token: AccessToken;
  clock: Clock;
  /** Like Math.random, for the pauses between attempts. */
  random: () => number;
  presence: Presence;
  onSelf: (self: QQPerson) => void;
  /** Called with a problem, once as long as it stays the same. */
  onTrouble: (error: QQTrouble) => void;
}
