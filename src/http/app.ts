import { Hono } from 'hono';
import type { Metrics } from './metrics.ts';
import { type WebhookTaker, webhookRoute } from './webhook.ts';

/** What is asked over HTTP. */
export interface AppDeps {
  /** What is wrong with the program, a sentence each. */
  problems(): Promise<string[]>;
  metrics: Pick<Metrics, 'text' | 'contentType'>;
  webhook?: WebhookTaker | undefined;
}

/** `/healthz`, `/metrics`, and the path of the webhook when there is one. */
export function createApp({ problems, metrics, webhook }: AppDeps): Hono {
  const app = new Hono();
  app.get('/healthz', async (c) => {
    const found = await problems();
    c.header('Cache-Control', 'no-store');
    return found.length === 0 ? c.json({ ok: true }) : c.json({ ok: false, problems: found }, 503);
  });
  app.get('/metrics', async (c) => {
    c.header('Content-Type', metrics.contentType);
    return c.body(await metrics.text());
  });
  if (webhook) app.route('/', webhookRoute(webhook));
  return app;
}
