import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** What a call of a webhook is answered with; an object goes as JSON. */
export interface WebhookAnswer {
  status: 200 | 400 | 401 | 503;
  body?: string | object;
}

/** A webhook of a chat platform, which calls instead of being asked. */
export interface IncomingWebhook {
  /** The address at which the platform reaches it; its path counts here. */
  url: string;
  /** Turns a call away by its headers, before its body is read; `undefined` lets it in. */
  turnAway(headers: Headers): WebhookAnswer | undefined;
  /** Takes in what is called, whole; what comes of it is not waited for. */
  take(body: string, headers: Headers): WebhookAnswer;
}

/** Far above what an update may be; in bytes. */
const largest = 1024 * 1024;

/** The routes that webhooks are called at: the paths of their addresses. */
export function webhookRoutes(webhooks: readonly IncomingWebhook[]): Hono {
  // Compared as they stand: in a route, what is a name to Hono would match anything.
  const byPath = new Map(webhooks.map((webhook) => [new URL(webhook.url).pathname, webhook]));
  const tooLarge = { maxSize: largest, onError: () => new Response('This is too large.\n', { status: 413 }) };
  const limit = bodyLimit(tooLarge);
  const app = new Hono();
  app.post('*', async (c, next) => {
    const webhook = byPath.get(new URL(c.req.url).pathname);
    if (webhook === undefined) return next();
    const { headers } = c.req.raw;
    const refusal = webhook.turnAway(headers);
    if (refusal !== undefined) return response(refusal);
    let taken: Response | undefined;
    const cutOff = await limit(c, async () => {
      taken = response(webhook.take(await c.req.text(), headers));
    });
    return cutOff ?? taken;
  });
  return app;
}

function response({ status, body }: WebhookAnswer): Response {
  if (typeof body === 'object') return Response.json(body, { status });
  return new Response(body ?? null, { status });
}
