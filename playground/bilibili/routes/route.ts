import { Refusal } from '../rules/codes.ts';
import type { Session } from '../state/sessions.ts';
import type { Site } from '../state/site.ts';
import type { Fields } from './params.ts';

/** A parsed request, as passed to a route. */
export interface SiteRequest {
  site: Site;
  query: Fields;
  form: Fields;
  /** The query of a GET, the form of a POST. */
  fields: Fields;
  /** Path parameters, by name. */
  parts: Fields;
  /** Cookies as sent, not decoded. */
  cookies: Fields;
  /** The mid of the account, by cookie or access key; undefined for a guest. */
  viewer: number | undefined;
  /** The session of the cookies, if any. */
  session: Session | undefined;
  /** Whether the headers look like a browser on the site. */
  fromBrowser: boolean;
}

/** A request of a logged-in account. */
export type UserRequest = SiteRequest & { viewer: number };

/** An answer: JSON in the site's envelope, a page, a redirect or a picture. */
export type Reply =
  | { kind: 'json'; code: number; message: string; data?: unknown; cookies?: string[] }
  | { kind: 'html'; status: number; html: string }
  | { kind: 'redirect'; location: string }
  | { kind: 'png'; bytes: Uint8Array<ArrayBuffer> };

/** An endpoint of the site, and what a request must satisfy. */
export interface Route {
  method: 'GET' | 'POST';
  host: string;
  /** Without the leading slash; `:name` is a path parameter. */
  path: string;
  /** A POST by cookie must repeat bili_jct as `csrf`. */
  csrf?: boolean;
  /** The query must be signed. */
  signed?: boolean;
  /** Returns its list to requests that look like a browser, an empty one to others. */
  list?: boolean;
  /** Leaves requests out of the log. */
  unlogged?: boolean;
  /** Replaces the usual JSON envelope. */
  envelope?(site: Site, reply: Reply & { kind: 'json' }): object;
  /**
   * Makes the answer.
   * @throws Refusal
   */
  answer(request: SiteRequest): Reply;
}

/** Options of a route besides its method, path and answer. */
export type RouteOptions = Partial<Omit<Route, 'method' | 'path' | 'answer'>>;

const api = 'api.bilibili.com';

/** A GET that needs no login. */
export function publicGet(
  path: string,
  answer: (request: SiteRequest) => unknown,
  options: RouteOptions = {},
): Route {
  return { method: 'GET', host: api, path, ...options, answer: (request) => ok(answer(request)) };
}

/** A GET that needs a login; refused with `loggedOutCode` otherwise. */
export function loggedInGet(
  path: string,
  answer: (request: UserRequest) => unknown,
  options: RouteOptions = {},
): Route {
  return publicGet(path, (request) => answer(requireViewer(request)), options);
}

/**
 * A POST that needs a login, and csrf when logged in by cookie; refused with `loggedOutCode`, or -102 for a
 * banned account.
 */
export function loggedInPost(
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
      const userRequest = requireViewer(request);
      if (request.site.people.get(userRequest.viewer)?.banned) throw new Refusal(-102);
      const done = answer(userRequest);
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

/** The HTML error page of a web server. */
export function errorPage(status: number): Reply & { kind: 'html' } {
  const html = `<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>出错啦!</title></head><body>错误号: ${status}</body></html>\n`;
  return { kind: 'html', status, html };
}

function requireViewer(request: SiteRequest): UserRequest {
  const { viewer } = request;
  if (viewer === undefined) throw new Refusal(request.site.loggedOutCode);
  return { ...request, viewer };
}
