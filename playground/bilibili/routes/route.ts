import { Refusal } from '../rules/codes.ts';
import type { Session } from '../state/sessions.ts';
import type { Site } from '../state/site.ts';
import type { Fields } from './params.ts';

/** A request as those who answer see it. */
export interface SiteRequest {
  site: Site;
  query: Fields;
  form: Fields;
  /** The query of a GET, the form of a POST. */
  fields: Fields;
  /** Parts of the path, by name. */
  parts: Fields;
  /** As they were sent, undecoded. */
  cookies: Fields;
  /** Who asks, by cookie or access key; undefined for a guest. */
  viewer: number | undefined;
  /** The login by cookie, when there is one. */
  session: Session | undefined;
  /** Whether it looks like a browser that is on the site. */
  fromBrowser: boolean;
}

/** A request of someone who is logged in. */
export type UserRequest = SiteRequest & { viewer: number };

/** An answer: JSON in the site's envelope, a page, a redirect or a picture. */
export type Reply =
  | { kind: 'json'; code: number; message: string; data?: unknown; cookies?: string[] }
  | { kind: 'html'; status: number; html: string }
  | { kind: 'redirect'; location: string }
  | { kind: 'png'; bytes: Uint8Array<ArrayBuffer> };

/** An endpoint of the site, and what is demanded of a request before it is answered. */
export interface Route {
  method: 'GET' | 'POST';
  host: string;
  /** Without the leading slash; `:name` stands for a part. */
  path: string;
  /** A POST by cookie must repeat bili_jct as `csrf`. */
  csrf?: boolean;
  /** The query must be signed. */
  signed?: boolean;
  /** Gives its list to ordinary browsers only; to others an empty one. */
  list?: boolean;
  /** Not in the log of requests. */
  unlogged?: boolean;
  /** Puts the answer into another envelope than the usual one. */
  envelope?(site: Site, reply: Reply & { kind: 'json' }): object;
  /** Makes the answer, or throws a Refusal. */
  answer(request: SiteRequest): Reply;
}

/** What a route of the API may be given besides its path. */
export type RouteOptions = Partial<Omit<Route, 'method' | 'path' | 'answer'>>;

const api = 'api.bilibili.com';

/** A read anybody may make. */
export function open(
  path: string,
  answer: (request: SiteRequest) => unknown,
  options: RouteOptions = {},
): Route {
  return { method: 'GET', host: api, path, ...options, answer: (request) => ok(answer(request)) };
}

/** A read of someone who is logged in; `loggedOutCode` for others. */
export function read(
  path: string,
  answer: (request: UserRequest) => unknown,
  options: RouteOptions = {},
): Route {
  return open(path, (request) => answer(own(request)), options);
}

/** A write of someone who is logged in, with csrf when by cookie; `loggedOutCode` for others, -102 for the banned. */
export function write(
  path: string,
  answer: (request: UserRequest) => unknown,
  options: RouteOptions = {},
): Route {
  return {
    method: 'POST',
    host: api,
    path,
    csrf: true,
    ...options,
    answer(request) {
      const asked = own(request);
      if (request.site.people.get(asked.viewer)?.banned) throw new Refusal(-102);
      const done = answer(asked);
      request.site.events.emit('change');
      return ok(done);
    },
  };
}

/** Success, with data or without. */
export function ok(data?: unknown, cookies?: string[]): Reply & { kind: 'json' } {
  return {
    kind: 'json',
    code: 0,
    message: '0',
    ...(data !== undefined && { data }),
    ...(cookies && { cookies }),
  };
}

/** A page such as a web server makes for an error. */
export function errorPage(status: number): Reply & { kind: 'html' } {
  const html = `<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>出错啦!</title></head><body>错误号: ${status}</body></html>\n`;
  return { kind: 'html', status, html };
}

function own(request: SiteRequest): UserRequest {
  const { viewer } = request;
  if (viewer === undefined) throw new Refusal(request.site.loggedOutCode);
  return { ...request, viewer };
}
