import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Reply, Route } from '../routes/route.ts';
import type { Site } from '../state/site.ts';
import type { Env } from './read-request.ts';

/** Turns an answer into an HTTP response. With `cut`, only the first half of the JSON is sent. */
export function toResponse(site: Site, route: Route, reply: Reply, cut: boolean): Response {
  switch (reply.kind) {
    case 'html':
      return new Response(reply.html, {
        status: reply.status,
        headers: { 'content-type': 'text/html; charset=utf-8' },
      });
    case 'redirect':
      return new Response(null, { status: 302, headers: { location: reply.location } });
    case 'png':
      return new Response(reply.bytes, {
        headers: { 'content-type': 'image/png', 'cache-control': 'max-age=86400' },
      });
    case 'json': {
      const { code, message, data } = reply;
      const body = route.envelope?.(site, reply) ?? {
        code,
        message,
        ttl: 1,
        ...(data !== undefined && { data }),
      };
      const text = JSON.stringify(body);
      const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
      for (const cookie of reply.cookies ?? []) headers.append('set-cookie', cookie);
      return new Response(cut ? text.slice(0, text.length / 2) : text, {
        status: code === -412 ? 412 : 200,
        headers,
      });
    }
  }
}

/** The code of an answer, or its HTTP status. */
export function codeOf(reply: Reply): number {
  if (reply.kind === 'json') return reply.code;
  if (reply.kind === 'html') return reply.status;
  return reply.kind === 'redirect' ? 302 : 200;
}

/** Never answers; resolves when the client hangs up or the site is closed. */
export async function hang(site: Site, c: Context<Env>): Promise<Response> {
  const { outgoing } = c.env;
  const { signal } = site.closing;
  if (!signal.aborted && !outgoing.closed) {
    await new Promise<void>((resolve) => {
      outgoing.once('close', resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
  return hangUp(c);
}

/** Closes the connection without an answer; the client sees a network error. */
export function hangUp(c: Context<Env>): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
