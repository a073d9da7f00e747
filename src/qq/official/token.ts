import { readResponseText } from '../../bot/read-response-body.ts';
import type { Clock } from '../../clock.ts';
import { jsonText, numberOf, parseObject } from '../json.ts';
import { QQTrouble } from '../port.ts';
import { type Addresses, longestAnswer } from './addresses.ts';

/** A token is renewed when it expires within this time, in ms; the old one stays valid meanwhile. */
const renewalMargin = 60_000;
const patience = 10_000;

/** The access token for API calls. It is valid for two hours. */
export interface AccessToken {
  /** @throws QQTrouble */
  get(): Promise<string>;
  /** Discards a token that was not accepted; the next one is new. */
  drop(token: string): void;
}

/** @param app the bot's id and secret on the platform */
export function createAccessToken(
  app: { id: string; secret: string },
  addresses: Addresses,
  clock: Clock,
): AccessToken {
  let cached: { token: string; until: number } | undefined;
  let pendingRequest: Promise<string> | undefined;

  async function requestToken(): Promise<string> {
    const asked = clock.monotonic();
    const answer = await fetch(addresses.api('/app/getAppAccessToken'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ appId: app.id, clientSecret: app.secret }),
      signal: AbortSignal.timeout(patience),
    }).catch(() => undefined);
    if (answer === undefined || answer.status >= 500)
      throw new QQTrouble('unreachable', 'The QQ platform cannot be reached. It is tried again by itself.');
    const body = parseObject(await readResponseText(answer, longestAnswer).catch(() => '')) ?? {};
    // A refusal may come with HTTP 200, so only the token itself counts.
    const token = jsonText(body.access_token);
    if (token === undefined)
      throw new QQTrouble(
        'wrongToken',
        `The QQ platform gives no token for QQ_APP_ID and QQ_APP_SECRET (${jsonText(body.code) ?? answer.status}). Compare both with the page of the bot at q.qq.com.`,
      );
    cached = { token, until: asked + (numberOf(body.expires_in) ?? 0) * 1000 };
    return token;
  }

  return {
    async get() {
      if (cached !== undefined && cached.until - clock.monotonic() > renewalMargin) return cached.token;
      pendingRequest ??= requestToken().finally(() => {
        pendingRequest = undefined;
      });
      return pendingRequest;
    },
    drop(token) {
      if (cached?.token === token) cached = undefined;
    },
  };
}
