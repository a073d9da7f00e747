import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookInfo } from 'grammy/types';
import { defined } from '../objects.ts';
import type { Updates } from './update-queue.ts';

/** Delivery of updates to an address of the bot, one after the other, each until it is taken. */
export interface Webhook {
  /** Empty: none set, the bot polls. */
  readonly url: string;
  /** Whether updates can be delivered to this address. */
  reaches(url: string): boolean;
  /** Sets the address and the secret sent along; an empty url ends delivery. */
  set(url: string, secret: string): void;
  /** For getWebhookInfo: what went wrong last. */
  lastError(): Pick<WebhookInfo, 'last_error_date' | 'last_error_message'>;
}

/** What delivery needs. */
export interface WebhookOptions {
  updates: Updates;
  /** Where to really deliver updates for a webhook; undefined: nowhere. */
  webhookUrl: (url: string) => string | undefined;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Ends delivery when the server closes. */
  signal: AbortSignal;
}

const TIMEOUT = 10_000;
/** Between two tries of the same update; the real one backs off up to minutes. */
const RETRY = 200;

/** Makes a webhook that is not set. */
export function createWebhook({ updates, webhookUrl, now, signal }: WebhookOptions): Webhook {
  let url = '';
  let secret = '';
  let running = false;
  let error: { at: number; message: string } | undefined;

  const deliver = async (): Promise<void> => {
    if (running) return;
    running = true;
    for (
      let next = updates.pending()[0];
      next && url !== '' && !signal.aborted;
      next = updates.pending()[0]
    ) {
      const fault = await send(webhookUrl(url) ?? '', secret, next, signal);
      if (fault === undefined) updates.confirm(next.update_id + 1);
      else {
        error = { at: now(), message: fault };
        await sleep(RETRY, undefined, { signal }).catch(() => undefined);
      }
    }
    running = false;
  };
  updates.onPush(() => void deliver());
  return {
    get url() {
      return url;
    },
    reaches: (wanted) => webhookUrl(wanted) !== undefined,
    set(newUrl, newSecret) {
      url = newUrl;
      secret = newSecret;
      error = undefined;
      void deliver();
    },
    lastError: () =>
      defined({
        last_error_date: error && Math.floor(error.at / 1000),
        last_error_message: error?.message,
      }),
  };
}

async function send(
  url: string,
  secret: string,
  update: object,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(secret ? { 'x-telegram-bot-api-secret-token': secret } : {}),
      },
      body: JSON.stringify(update),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    });
    await response.body?.cancel();
    return response.ok
      ? undefined
      : `Wrong response from the webhook: ${response.status} ${response.statusText}`;
  } catch {
    return 'Connection refused';
  }
}
