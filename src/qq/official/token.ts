import type { Clock } from '../../clock.ts';
import { jsonText, numberOf, parseObject } from '../json.ts';
import { QQTrouble } from '../port.ts';
import type { Addresses } from './api-urls.ts';
import { answerText } from './read-response-text.ts';

/** Asked for anew when it is good for less than this, in milliseconds; the one before stays good meanwhile. */
const margin = 60_000;
const patience = 10_000;

/** The token that calls carry. It lasts two hours. */
export interface AccessToken {
  /** @throws QQTrouble */
  get(): Promise<string>;
  /** It was not accepted: the next is a new one. */
  drop(token: string): void;
}

/** @param app the identifier and the secret of the bot at the platform */
export function createAccessToken(
  app: { id: string; secret: string },
  addresses: Addresses,
  clock: Clock,
): AccessToken {
  let held: { token: string; until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const asked = clock.monotonic();
    const answer = await fetch(addresses.api('/app/getAppAccessToken'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ appId: app.id, clientSecret: app.secret }),
      signal: AbortSignal.timeout(patience),
    }).catch(() => undefined);
    if (answer === undefined || answer.status >= 500)
      throw new QQTrouble('unreachable', 'The QQ platform cannot be reached. It is tried again by itself.');
    const body = parseObject(await answerText(answer).catch(() => '')) ?? {};
    // A refusal may come with HTTP 200, so only what is there counts.
    const token = jsonText(body.access_token);
    if (token === undefined)
      throw new QQTrouble(
        'wrongToken',
        `The QQ platform gives no token for QQ_APP_ID and QQ_APP_SECRET (${jsonText(body.code) ?? answer.status}). Compare both with the page of the bot at q.qq.com.`,
      );
    held = { token, until: asked + (numberOf(body.expires_in) ?? 0) * 1000 };
    return token;
  }

  return {
    async get() {
      if (held !== undefined && held.until - clock.monotonic() > margin) return held.token;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    drop(token) {
      if (held?.token === token) held = undefined;
    },
  };
}
