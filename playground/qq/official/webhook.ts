import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { State } from './state.ts';

/** The bot's answer to a delivered event. */
export interface DeliveryResult {
  status: number;
  body: string;
}

/** Delivers events to an HTTPS address of the bot, as the platform does for bots that have set one. */
export interface OfficialWebhook {
  /** Where events are sent; `undefined` for the gateway. */
  url: string | undefined;
  /** The answer to each event, in order; status 0 when there was none. */
  readonly results: readonly DeliveryResult[];
  /** Checks that the bot knows its secret, as when the address is entered. Returns whether it does. */
  validate(): Promise<boolean>;
  deliver(t: string, d: Record<string, unknown>, id: string): Promise<void>;
  /** Delivers the last event again, as after an answer that came too late. */
  repeat(): Promise<void>;
}

const seedLength = 32;
/** The PKCS #8 prefix of an Ed25519 private key. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
/** How long the platform waits for an answer, ms. */
const patience = 3000;

export function createOfficialWebhook(state: State): OfficialWebhook {
  const { secret } = state.app;
  const seed = secret.repeat(Math.ceil(seedLength / secret.length)).slice(0, seedLength);
  const privateKey = createPrivateKey({
    key: Buffer.concat([pkcs8, Buffer.from(seed)]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(privateKey);
  const results: DeliveryResult[] = [];
  let number = 0;
  let last: string | undefined;

  const seconds = () => String(Math.floor(state.now() / 1000));

  async function call(url: string, body: string): Promise<DeliveryResult> {
    const time = seconds();
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'QQBot-Callback',
        'x-bot-appid': state.app.id,
        'x-signature-method': 'Ed25519',
        'x-signature-timestamp': time,
        'x-signature-ed25519': sign(null, Buffer.from(time + body), privateKey).toString('hex'),
      },
      signal: AbortSignal.timeout(patience),
    });
    return { status: answer.status, body: await answer.text() };
  }

  async function post(body: string): Promise<void> {
    if (webhook.url === undefined) return;
    last = body;
    results.push(await call(webhook.url, body).catch(() => ({ status: 0, body: '' })));
  }

  const webhook: OfficialWebhook = {
    url: undefined,
    results,
    async validate() {
      if (webhook.url === undefined) return false;
      const token = createHash('sha256').update(String(state.next())).digest('hex').slice(0, 20);
      const time = seconds();
      const challenge = { op: 13, d: { plain_token: token, event_ts: time } };
      const { status, body } = await call(webhook.url, JSON.stringify(challenge));
      if (status !== 200) return false;
      const { plain_token, signature } = JSON.parse(body) as Record<string, string>;
      const signed = Buffer.from(time + token);
      return plain_token === token && verify(null, signed, publicKey, Buffer.from(signature ?? '', 'hex'));
    },
    deliver(t, d, id) {
      number += 1;
      return post(JSON.stringify({ op: 0, s: number, t, id, d }));
    },
    async repeat() {
      if (last !== undefined) await post(last);
    },
  };
  return webhook;
}
