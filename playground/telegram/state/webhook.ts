import { setTimeout as sleep } from 'node:timers/promises';
import type { WebhookInfo } from 'grammy/types';
import { defined } from '../objects.ts';
import type { Updates } from './update-queue.ts';

/** Delivers updates to the bot's address, one at a time, retrying each until it is accepted. */
export interface Webhook {
  /** Empty when none is set and the bot polls. */
  readonly url: string;
  /** Whether updates can be delivered to this address. */
  reaches(url: string): boolean;
  /** Sets the address and the secret sent with updates; an empty url ends delivery. */
  set(url: string, secret: string): void;
  /** The last error, for getWebhookInfo. */
  lastError(): Pick<WebhookInfo, 'last_error_date' | 'last_error_message'>;
}

export interface WebhookOptions {
  updates: Updates;
  /** Maps a webhook URL to the address actually used; undefined when there is none. */
  webhookUrl: (url: string) => string | undefined;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Ends delivery when the server closes. */
  signal: AbortSignal;
}

const TIMEOUT = 10_000;
/** Pause before retrying an update, ms; the real one backs off up to minutes. */
const RETRY = 200;

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
