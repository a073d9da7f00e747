import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Telegram } from '../telegram.ts';
import { clientRoutes } from './client-routes.ts';
import { dispatch } from './dispatch.ts';

type Env = { Bindings: HttpBindings };

const GATEWAY_PAGE = '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>';

/**
 * The Bot API (`/bot<token>/<method>`), file downloads (`/file/bot<token>/<path>`) and the routes of the chat
 * page (`/client/*`), as a Hono app to be mounted with `route()`.
 */
export function createTelegramApp(telegram: Telegram): Hono<Env> {
  const { state } = telegram;
  const app = new Hono<Env>();
  app.all('/:bot{bot[^/]+}/:method', async (c) => {
    const signal = AbortSignal.any([c.req.raw.signal, state.closing.signal]);
    const reply = await dispatch(state, {
      token: c.req.param('bot').slice('bot'.length),
      method: c.req.param('method'),
      request: c.req.raw,
      signal,
    });
    if (reply === 'reset') return cut(c);
    if (reply === 'html') return c.html(GATEWAY_PAGE, 502);
    return c.json(reply.body, reply.status as ContentfulStatusCode);
  });
  app.get('/file/:bot{bot[^/]+}/:path{.+}', (c) => {
    if (state.faults.down) return state.faults.down === 'reset' ? cut(c) : c.html(GATEWAY_PAGE, 502);
    const file =
      c.req.param('bot') === `bot${state.token}` ? state.files.byPath(c.req.param('path')) : undefined;
    if (!file) return c.json({ ok: false, error_code: 404, description: 'Not Found' }, 404);
    return c.body(new Uint8Array(file.bytes), 200, { 'content-type': file.mime });
  });
  app.route('/client', clientRoutes(telegram));
  return app;
}

/** Closes the connection without an answer; the client sees a network error. */
function cut(c: Context<Env>): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
