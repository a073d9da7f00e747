import type { Context, Handler } from 'hono';
import type { Reply, Route, SiteRequest } from '../routes/route.ts';
import { Refusal } from '../rules/codes.ts';
import type { Fault } from '../state/faults.ts';
import type { LoggedRequest } from '../state/request-log.ts';
import type { Site } from '../state/site.ts';
import { replyOfFault, voucherReply, withListFault } from './faulty-replies.ts';
import { type Env, readRequest, remoteAddressOf } from './read-request.ts';
import { codeOf, hang, hangUp, toResponse } from './response.ts';

/** Handles a request to an endpoint: reads it, logs it, applies a fault if one is set, answers. */
export function handleRequest(site: Site, route: Route): Handler<Env> {
  return async (c) => {
    const request = await readRequest(site, route, c);
    const logged = logEntryOf(request, route, c);
    if (!route.unlogged) {
      site.requests.add(logged);
      site.events.emit('request', logged);
    }
    const fault = site.faults.take(logged.host + logged.path, request.viewer);
    if (fault?.kind === 'hang') return hang(site, c);
    const reply = replyTo(request, route, fault);
    if (fault?.kind !== 'cut') logged.code = codeOf(reply);
    logged.answeredAt = site.now();
    if (!route.unlogged) site.events.emit('answer', logged);
    if (fault?.kind === 'lost') return hangUp(c);
    return toResponse(site, route, reply, fault?.kind === 'cut');
  };
}

function logEntryOf(
  { site, query, form, viewer }: SiteRequest,
  { method, host, path }: Route,
  c: Context<Env>,
): LoggedRequest {
  // The site may be mounted under a prefix: the logged path is what follows the host name.
  const start = path.includes(':') ? c.req.path.indexOf(`/${host}/`) + host.length + 1 : -1;
  return {
    method,
    host,
    path: start < 0 ? `/${path}` : c.req.path.slice(start),
    query,
    form,
    from: remoteAddressOf(c),
    ...(viewer !== undefined && { mid: viewer }),
    at: site.now(),
  };
}

function replyTo(request: SiteRequest, route: Route, fault: Fault | undefined): Reply {
  const instead = fault && replyOfFault(fault);
  if (instead) return instead;
  if (request.site.risk && route.host === 'api.bilibili.com') return voucherReply(-352);
  const reply = answer(request, route);
  return fault ? withListFault(reply, fault) : reply;
}

function answer(request: SiteRequest, route: Route): Reply {
  try {
    if (route.signed) checkSignature(request);
    if (route.csrf && request.session && request.form.csrf !== request.session.csrf) throw new Refusal(-111);
    const reply = route.answer(request);
    return route.list && !request.fromBrowser ? withListFault(reply, { kind: 'emptyWithTotal' }) : reply;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'json', code: error.code, message: error.message, data: error.data };
  }
}

/** An unsigned request is treated as a program (-352); a wrong or outdated signature is refused (-403). */
function checkSignature({ site, query }: SiteRequest): void {
  if (query.w_rid === undefined || query.wts === undefined) throw new Refusal(-352);
  if (!site.wbi.verify(query)) throw new Refusal(-403);
}
