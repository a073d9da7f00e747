import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Webhook } from '../telegram/webhook.ts';
import type { IncomingWebhook } from './webhook.ts';

/** Who takes updates. */
export interface Taker {
  /** Whether one is wanted now; if not, Telegram brings it again later. */
  readonly open: boolean;
  /** Takes updates in; what it resolves with is not waited for. */
  take(updates: readonly { update_id: number }[]): Promise<unknown>;
}

const anUpdate = z.looseObject({ update_id: z.int() });

/** Telegram's webhook: whoever does not know the secret is turned away before anything is read. */
export function telegramWebhook({ url, secret }: Webhook, taker: Taker): IncomingWebhook {
  const expected = digest(secret);
  return {
    url,
    turnAway(headers) {
      const given = digest(headers.get('x-telegram-bot-api-secret-token') ?? '');
      if (!timingSafeEqual(given, expected))
        return { status: 401, body: 'This is not the secret of the webhook.\n' };
      return taker.open ? undefined : { status: 503, body: 'No updates are taken just now.\n' };
    },
    take(body) {
      const update = anUpdate.safeParse(jsonIn(body));
      if (!update.success) return { status: 400, body: 'This is no update.\n' };
      void taker.take([update.data]);
      return { status: 200 };
    },
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of one length, so that the comparison takes one time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
