import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Route, SiteRequest } from '../routes/route.ts';
import type { Site } from '../state/site.ts';
import { looksLikeBrowser, readCookies } from './headers.ts';

/** The Hono environment: gives access to Node's request and response. */
export type Env = { Bindings: HttpBindings };

/** The address a request came from; empty when it did not come over a connection. */
export function remoteAddressOf(c: Context<Env>): string {
  const { incoming }: Partial<HttpBindings> = c.env ?? {};
  return incoming?.socket.remoteAddress ?? '';
}

/** Reads a request. An access key is taken from the query of a GET or the form of a POST. */
export async function readRequest(site: Site, route: Route, c: Context<Env>): Promise<SiteRequest> {
  const query = Object.fromEntries(new URL(c.req.url).searchParams);
  const form = route.method === 'POST' ? await readForm(c) : {};
  const fields = route.method === 'POST' ? form : query;
  const cookies = readCookies(c.req.header('cookie'));
  const session = site.sessions.find(cookies.SESSDATA);
  return {
    site,
    query,
    form,
    fields,
    parts: c.req.param(),
    cookies,
    session,
    viewer: session?.mid ?? site.sessions.ownerOf(fields.access_key),
    fromBrowser: looksLikeBrowser(c.req.raw.headers),
  };
}

/** A body of any other content type counts as empty. */
async function readForm(c: Context<Env>): Promise<Record<string, string>> {
  const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded');
  return isForm ? Object.fromEntries(new URLSearchParams(await c.req.text())) : {};
}
