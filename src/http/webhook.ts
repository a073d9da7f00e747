import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import type { Webhook } from '../telegram/webhook.ts';

/** Who takes updates. */
export interface Taker {
  /** Whether one is wanted now; if not, Telegram brings it again later. */
  readonly open: boolean;
  /** Takes updates in; what it resolves with is not waited for. */
  take(updates: readonly { update_id: number }[]): Promise<unknown>;
}

/** Far above what an update may be; in bytes. */
const largest = 1024 * 1024;

const anUpdate = z.looseObject({ update_id: z.int() });

/** A webhook, and who takes what it is given. */
export interface WebhookTaker extends Webhook {
  taker: Taker;
}

/** The route that takes updates: the path of the webhook's address. Whoever does not know the secret is turned away before anything is read. */
export function webhookRoute({ url, secret, taker }: WebhookTaker): Hono {
  const path = new URL(url).pathname;
  const expected = digest(secret);
  const app = new Hono();
  app.post('*', async (c, next) => {
    // Compared as it stands: in a route, what is a name to Hono would match anything.
    if (new URL(c.req.url).pathname !== path) return c.notFound();
    const given = digest(c.req.header('x-telegram-bot-api-secret-token') ?? '');
    if (!timingSafeEqual(given, expected)) return c.text('This is not the secret of the webhook.\n', 401);
    if (!taker.open) return c.text('No updates are taken just now.\n', 503);
    return next();
  });
  const tooLarge = { maxSize: largest, onError: () => new Response('This is too large.\n', { status: 413 }) };
  app.post('*', bodyLimit(tooLarge), async (c) => {
    const update = anUpdate.safeParse(await c.req.json<unknown>().catch(() => undefined));
    if (!update.success) return c.text('This is no update.\n', 400);
    void taker.take([update.data]);
    return c.body(null, 200);
  });
  return app;
}

/** Of one length, so that the comparison takes one time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
