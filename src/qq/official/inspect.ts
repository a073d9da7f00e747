import type { Clock } from '../../clock.ts';
import type { QQPerson, QQTrouble } from '../port.ts';
import { createAddresses } from './addresses.ts';
import { createOfficialApi, troubleFromAnswer } from './api.ts';
import { parseSelf } from './events.ts';
import { createAccessToken } from './token.ts';

/** The result of checking the official platform. */
export type OfficialInspection =
  | { kind: 'reached'; self: QQPerson | undefined }
  | { kind: 'trouble'; trouble: QQTrouble };

/**
 * Checks the platform: requests a token, the bot's account and, unless it uses the webhook, the gateway's
 * address. Does not connect to the gateway, which belongs to the running bot.
 */
export async function inspectOfficial({
  app,
  apiRoot,
  byWebhook,
  clock,
}: {
  app: { id: string; secret: string };
  apiRoot: string | undefined;
  byWebhook: boolean;
  clock: Clock;
}): Promise<OfficialInspection> {
  const addresses = createAddresses(apiRoot);
  const api = createOfficialApi(createAccessToken(app, addresses, clock), addresses);
  const me = await api.call('GET', '/users/@me');
  if (me.kind !== 'done')
    return { kind: 'trouble', trouble: troubleFromAnswer(me, 'does not say who the bot is') };
  const gateway = byWebhook ? me : await api.call('GET', '/gateway');
  if (gateway.kind !== 'done')
    return { kind: 'trouble', trouble: troubleFromAnswer(gateway, 'names no gateway') };
  return { kind: 'reached', self: parseSelf(me.data) };
}
