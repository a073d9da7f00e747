import { Hono } from 'hono';
import type { ProcessRole } from './gauges.ts';
import type { Metrics } from './metrics.ts';
import { type IncomingWebhook, webhookRoutes } from './webhook.ts';

/** What the HTTP endpoints report. */
export interface AppDeps {
  /** This process's role; left out where only one process can run on the store. */
  role?: ProcessRole | undefined;
  /** What is wrong with the program, one sentence each. */
  problems(): Promise<string[]>;
  metrics: Pick<Metrics, 'text' | 'contentType'>;
  webhooks?: readonly IncomingWebhook[];
}

/** Serves `/healthz`, `/metrics` and the webhooks. */
export function createApp({ role, problems, metrics, webhooks = [] }: AppDeps): Hono {
  const app = new Hono();
  const who = role && { role };
  app.get('/healthz', async (c) => {
    const found = await problems();
    c.header('Cache-Control', 'no-store');
    return found.length === 0
      ? c.json({ ok: true, ...who })
      : c.json({ ok: false, ...who, problems: found }, 503);
  });
  app.get('/metrics', async (c) => {
    c.header('Content-Type', metrics.contentType);
    return c.body(await metrics.text());
  });
  app.route('/', webhookRoutes(webhooks));
  return app;
}
