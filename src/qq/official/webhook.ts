import { type Json, jsonText, objectOf, parseObject } from '../json.ts';
import { createWebhookSignature } from './webhook-signature.ts';

/** What a call is answered with. */
export interface OfficialWebhookAnswer {
  status: 200 | 400 | 401;
  body?: string | object;
}

/** Events that the platform brings over HTTPS, in the place of its gateway. */
export interface OfficialWebhook {
  /** Whether a call is for this bot, by its headers. */
  isForThisBot(headers: Headers): boolean;
  take(body: string, headers: Headers): OfficialWebhookAnswer;
}

/** The operations of the webhook. */
const op = { dispatch: 0, acknowledge: 12, validate: 13 } as const;

/** A call that was signed longer ago, or is to be signed later, is one that somebody plays back; ms. */
const goodFor = 10 * 60_000;

/**
 * @param onEvent told of each event whose signature is good
 * @param onUntimely told of a call with a good signature of another time: the clock of this machine may be wrong
 */
export function createOfficialWebhook(deps: {
  app: { id: string; secret: string };
  /** ms since 1970 */
  now: () => number;
  onEvent: (type: unknown, id: string | undefined, data: Json) => void;
  onUntimely: () => void;
}): OfficialWebhook {
  const signature = createWebhookSignature(deps.app.secret);

  /** The platform asks whether the secret is known here, before it takes the address. */
  function validate(data: Json): OfficialWebhookAnswer {
    const [token, time] = [jsonText(data.plain_token), jsonText(data.event_ts)];
    // Anything else might be an event with its time before it, which nobody but the platform is to sign.
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
      if (call.op === op.validate) return validate(objectOf(call.d) ?? {});
      const signedAt = headers.get('x-signature-timestamp') ?? '';
      if (!signature.isGood(signedAt + body, headers.get('x-signature-ed25519') ?? ''))
        return { status: 401, body: 'This was not signed by the platform.\n' };
      if (!(Math.abs(Number(signedAt) * 1000 - deps.now()) <= goodFor)) {
        deps.onUntimely();
        return { status: 401, body: 'This was signed at another time.\n' };
      }
      if (call.op === op.dispatch) deps.onEvent(call.t, jsonText(call.id), objectOf(call.d) ?? {});
      return { status: 200, body: { op: op.acknowledge } };
    },
  };
}
