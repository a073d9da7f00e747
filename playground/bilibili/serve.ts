import type { Context, Handler } from 'hono';
import { type Env, readAsk } from './ask.ts';
import { bendList, replyInstead, voucher } from './bend.ts';
import { Refusal } from './codes.ts';
import type { Fault } from './faults.ts';
import type { LoggedRequest } from './requests.ts';
import type { Ask, Reply, Route } from './route.ts';
import { codeOf, hang, hangUp, toResponse } from './send.ts';
import type { Site } from './site.ts';

/** How a request to an endpoint goes: read, logged, struck by a fault or answered, sent. */
export function serve(site: Site, route: Route): Handler<Env> {
  return async (c) => {
    const ask = await readAsk(site, route, c);
    const logged = entryOf(ask, route, c);
    if (!route.unlogged) {
      site.requests.add(logged);
      site.events.emit('request', logged);
    }
    const fault = site.faults.take(logged.host + logged.path, ask.viewer);
    if (fault?.kind === 'hang') return hang(site, c);
    const reply = settle(ask, route, fault);
    if (fault?.kind !== 'cut') logged.code = codeOf(reply);
    logged.answeredAt = site.now();
    if (!route.unlogged) site.events.emit('answer', logged);
    if (fault?.kind === 'lost') return hangUp(c);
    return toResponse(site, route, reply, fault?.kind === 'cut');
  };
}

function entryOf(
  { site, query, form, viewer }: Ask,
  { method, host, path }: Route,
  c: Context<Env>,
): LoggedRequest {
  // The path a client asked for ends the address, wherever the site is mounted.
  const start = path.includes(':') ? c.req.path.indexOf(`/${host}/`) + host.length + 1 : -1;
  return {
    method,
    host,
    path: start < 0 ? `/${path}` : c.req.path.slice(start),
    query,
    form,
    ...(viewer !== undefined && { mid: viewer }),
    at: site.now(),
  };
}

function settle(ask: Ask, route: Route, fault: Fault | undefined): Reply {
  const instead = fault && replyInstead(fault);
  if (instead) return instead;
  if (ask.site.risk && route.host === 'api.bilibili.com') return voucher(-352);
  const reply = answer(ask, route);
  return fault ? bendList(reply, fault) : reply;
}

function answer(ask: Ask, route: Route): Reply {
  try {
    if (route.signed) checkSignature(ask);
    if (route.csrf && ask.session && ask.form.csrf !== ask.session.csrf) throw new Refusal(-111);
    const reply = route.answer(ask);
    return route.list && !ask.ordinary ? bendList(reply, { kind: 'emptyWithTotal' }) : reply;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'json', code: error.code, message: error.message, data: error.data };
  }
}

/** No signature at all looks like a program (-352); a wrong one, or one with yesterday's keys, is not let in (-403). */
function checkSignature({ site, query }: Ask): void {
  if (query.w_rid === undefined || query.wts === undefined) throw new Refusal(-352);
  if (!site.wbi.verify(query)) throw new Refusal(-403);
}
