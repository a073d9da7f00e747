import type { MiddlewareHandler } from 'hono';

/** Pages of the site that is simulated: a client of it says that it comes from one. */
const sitePage = /^https:\/\/[\w-]+\.bilibili\.com$/;

/**
 * Lets no web page but the playground's own reach the server, which listens to this machine alone, and so to every page that
 * a browser on it shows. Refused with 403: another host than the server's own, under which a page could pass for one of it
 * (DNS rebinding); what a browser says is asked by another page; and an `Origin` other than the own one.
 * @param port that the server listens on
 * @param site path under which the simulated site lies
 */
export function refuseOtherPages({ port, site }: { port: number; site: string }): MiddlewareHandler {
  // URL leaves out a port that is the usual one, as browsers do.
  const origins = ['127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${port}`).origin);
  const isOwn = (origin: string | undefined) => origin !== undefined && origins.includes(origin);
  return async (c, next) => {
    const origin = c.req.header('origin');
    const from = c.req.header('sec-fetch-site') ?? 'none';
    // A link to the page may stand anywhere; what it opens does nothing by itself.
    const opensPage = c.req.method === 'GET' && c.req.path === '/';
    const trusted =
      isOwn(`http://${c.req.header('host')}`) &&
      (origin === undefined ||
        isOwn(origin) ||
        (c.req.path.startsWith(`${site}/`) && sitePage.test(origin))) &&
      (from === 'none' || from === 'same-origin' || opensPage);
    if (!trusted) return c.text('Only the page of this playground may ask it.', 403);
    return next();
  };
}
