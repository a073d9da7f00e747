import { type Json, jsonText, objectOf, parseObject } from '../json.ts';
import { createWebhookSignature } from './webhook-signature.ts';

/** The response to a webhook request. */
export interface OfficialWebhookAnswer {
  status: 200 | 400 | 401;
  body?: string | object;
}

/** Receives events over HTTPS instead of the gateway. */
export interface OfficialWebhook {
  /** Whether a request is for this bot, by its headers. */
  isForThisBot(headers: Headers): boolean;
  take(body: string, headers: Headers): OfficialWebhookAnswer;
}

/** Opcodes of the webhook. */
const opcodes = { dispatch: 0, acknowledge: 12, validate: 13 } as const;

/** Largest difference between signature and current time, in ms, to prevent replays. */
const longestSkew = 10 * 60_000;

/**
 * @param onEvent called for each event with a valid signature
 * @param onUntimely called for a valid signature of another time: this machine's clock may be wrong
 */
export function createOfficialWebhook(deps: {
  app: { id: string; secret: string };
  /** ms since 1970 */
  now: () => number;
  onEvent: (type: unknown, id: string | undefined, data: Json) => void;
  onUntimely: () => void;
}): OfficialWebhook {
  const signature = createWebhookSignature(deps.app.secret);

  /** Answers the platform's validation of the webhook, which proves that the secret is known here. */
  function validate(data: Json): OfficialWebhookAnswer {
    const [token, time] = [jsonText(data.plain_token), jsonText(data.event_ts)];
    // Only a plain token and time are signed: anything else might be a forged event with its timestamp.
    if (
      token === undefined ||
      time === undefined ||
      !/^[\w-]{1,128}$/u.test(token) ||
      !/^\d{1,16}$/u.test(time)
    )
      return { status: 400, body: 'This is no validation.\n' };
    return { status: 200, body: { plain_token: token, signature: signature.sign(time + token) } };
  }

  return {
    isForThisBot: (headers) => (headers.get('x-bot-appid') ?? deps.app.id) === deps.app.id,
    take(body, headers) {
      const call = parseObject(body);
      if (call === undefined) return { status: 400, body: 'This is no event.\n' };
      if (call.op === opcodes.validate) return validate(objectOf(call.d) ?? {});
      const signedAt = headers.get('x-signature-timestamp') ?? '';
      if (!signature.isGood(signedAt + body, headers.get('x-signature-ed25519') ?? ''))
        return { status: 401, body: 'This was not signed by the platform.\n' };
      if (!(Math.abs(Number(signedAt) * 1000 - deps.now()) <= longestSkew)) {
        deps.onUntimely();
        return { status: 401, body: 'This was signed at another time.\n' };
      }
      if (call.op === opcodes.dispatch) deps.onEvent(call.t, jsonText(call.id), objectOf(call.d) ?? {});
      return { status: 200, body: { op: opcodes.acknowledge } };
    },
  };
}
