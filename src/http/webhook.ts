import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** Response to a webhook request; an object is sent as JSON. */
export interface WebhookAnswer {
  status: 200 | 400 | 401 | 503;
  body?: string | object;
}

/** A webhook of a chat platform. */
export interface IncomingWebhook {
  /** The public address of the webhook; its path becomes the route. */
  url: string;
  /** Rejects a request by its headers, before its body is read; `undefined` accepts it. */
  turnAway(headers: Headers): WebhookAnswer | undefined;
  /** Handles the whole body; processing continues after the response. */
  take(body: string, headers: Headers): WebhookAnswer;
}

/** Largest body, bytes; far larger than any update. */
const largest = 1024 * 1024;

/** Routes for webhooks, by the paths of their addresses. */
export function webhookRoutes(webhooks: readonly IncomingWebhook[]): Hono {
  // Paths are compared as text: in a Hono route `:name` and `*` would be patterns.
  const byPath = new Map(webhooks.map((webhook) => [new URL(webhook.url).pathname, webhook]));
  const limit = bodyLimit({
    maxSize: largest,
    onError: () =>
      // The rest of the body is not read, so nothing else can follow on the connection.
      new Response('This is too large.\n', { status: 413, headers: { connection: 'close' } }),
  });
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
