import * as z from 'zod';
import { isSameSecret } from '../is-same-secret.ts';
import type { Webhook } from '../telegram/register-and-watch-webhook.ts';
import { jsonOrUndefined } from '../text/json-or-undefined.ts';
import type { IncomingWebhook } from './webhook.ts';

/** Receives the updates that arrive at the webhook. */
export interface UpdateReceiver {
  /** Whether updates are accepted now; if not, Telegram sends them again later. */
  readonly open: boolean;
  /** Accepts updates; the promise is not awaited. */
  take(updates: readonly { update_id: number }[]): Promise<unknown>;
}

const anUpdate = z.looseObject({ update_id: z.int() });

/** Telegram's webhook. Requests without the secret are rejected before their body is read. */
export function telegramWebhook({ url, secret }: Webhook, receiver: UpdateReceiver): IncomingWebhook {
  return {
    url,
    turnAway(headers) {
      if (!isSameSecret(headers.get('x-telegram-bot-api-secret-token') ?? '', secret))
        return { status: 401, body: 'This is not the secret of the webhook.\n' };
      return receiver.open ? undefined : { status: 503, body: 'No updates are taken just now.\n' };
    },
    take(body) {
      const update = anUpdate.safeParse(jsonOrUndefined(body));
      if (!update.success) return { status: 400, body: 'This is no update.\n' };
      void receiver.take([update.data]);
      return { status: 200 };
    },
  };
}
