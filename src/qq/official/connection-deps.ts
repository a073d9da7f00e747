import type { Clock } from '../../clock.ts';
import type { BackOff } from '../back-off.ts';
import type { Json } from '../json.ts';
import type { Presence } from '../presence.ts';
import type { TroubleNotice } from '../report-trouble-once.ts';
import type { OfficialApi } from './api.ts';
import type { AccessToken } from './token.ts';

/** What both ways of receiving events (gateway, webhook) need. */
export interface OfficialConnection {
  api: OfficialApi;
  token: AccessToken;
  clock: Clock;
  backOff: BackOff;
  presence: Presence;
  trouble: TroubleNotice;
  /** The platform has let the bot in; `user` is the bot's account as far as the platform gives it. */
  onReady(user: Json | undefined): void;
}
