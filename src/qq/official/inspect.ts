import type { Clock } from '../../clock.ts';
import type { QQPerson, QQTrouble } from '../port.ts';
import { createOfficialApi } from './api.ts';
import { createAddresses } from './api-urls.ts';
import { selfIn } from './parse-self.ts';
import { troubleFromAnswer } from './report-trouble.ts';
import { createAccessToken } from './token.ts';

/** What a look at the official platform found. */
export type OfficialInspection =
  | { kind: 'reached'; self: QQPerson | undefined }
  | { kind: 'trouble'; trouble: QQTrouble };

/**
 * Asks the platform for a token, who the bot is and, unless it brings its events, for its gateway; no connection is made to
 * that, since a bot that runs has it.
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
  return { kind: 'reached', self: selfIn(me.data) };
}
