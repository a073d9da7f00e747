import { constants, privateDecrypt } from 'node:crypto';
import { Refusal } from '../rules/codes.ts';
import { type Session, setCookiesOf } from '../state/sessions.ts';
import type { Site } from '../state/site.ts';
import { errorPage, ok, type Reply, type Route, type SiteRequest } from './route.ts';

const host = 'passport.bilibili.com';
const web = 'x/passport-login/web';

/** Cookie renewal: whether it is due, the correspond page, new cookies, end of the old session. */
export const renewal: Route[] = [
  { method: 'GET', host, path: `${web}/cookie/info`, answer: renewalInfo },
  { method: 'GET', host: 'www.bilibili.com', path: 'correspond/1/:path', answer: correspond },
  { method: 'POST', host, path: `${web}/cookie/refresh`, csrf: true, answer: refresh },
  { method: 'POST', host, path: `${web}/confirm/refresh`, csrf: true, answer: confirm },
];

function renewalInfo(request: SiteRequest): Reply {
  const session = requireSession(request);
  return ok({ refresh: session.renewalDue, timestamp: request.site.now() });
}

/** How long an encrypted time is valid, ms. */
const pathLifetime = 15 * 60_000;

/** The page with the refresh_csrf; 404 for a path that is expired, used or dated in the future. */
function correspond({ site, session, parts }: SiteRequest): Reply {
  const path = parts.path ?? '';
  if (!session || !isValidPath(site, path)) return errorPage(404);
  site.usedPaths.add(path);
  session.refreshCsrf = site.random.text(32);
  const html = `<!DOCTYPE html>\n<html><body><div id="1-name">${session.refreshCsrf}</div></body></html>\n`;
  return { kind: 'html', status: 200, html };
}

/**
 * Clients encrypt `refresh_<ms>` with the site's public key, whose private half only the real site has.
 * Without a private key of its own the simulator cannot decrypt it, and accepts any path of the right length
 * once.
 */
function isValidPath(site: Site, path: string): boolean {
  if (!/^[0-9a-f]{256}$/.test(path) || site.usedPaths.has(path)) return false;
  if (!site.renewalKey) return true;
  try {
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const opened = privateDecrypt(
      { key: site.renewalKey, padding, oaepHash: 'sha256' },
      Buffer.from(path, 'hex'),
    );
    const age = site.now() - Number(/^refresh_(\d+)$/.exec(opened.toString())?.[1]);
    return age >= 0 && age <= pathLifetime;
  } catch {
    return false;
  }
}

function refresh(request: SiteRequest): Reply {
  const session = requireSession(request);
  const { refresh_csrf, refresh_token, source } = request.form;
  if (source !== 'main_web') throw new Refusal(-400);
  const fits = refresh_csrf !== undefined && refresh_csrf === session.refreshCsrf;
  if (!fits || refresh_token !== session.refreshToken) throw new Refusal(86095);
  session.refreshCsrf = undefined;
  const renewed = request.site.sessions.open(session.mid, session);
  request.site.events.emit('change');
  return ok({ status: 0, message: '', refresh_token: renewed.refreshToken }, setCookiesOf(renewed));
}

/** Ends the old session; called with the new cookies and the old refresh token. */
function confirm(request: SiteRequest): Reply {
  const session = requireSession(request);
  const { replaces } = session;
  if (!replaces || request.form.refresh_token !== replaces.refreshToken) throw new Refusal(-400);
  request.site.sessions.end(replaces);
  session.replaces = undefined;
  request.site.events.emit('change');
  return ok();
}

function requireSession({ session }: SiteRequest): Session {
  if (!session) throw new Refusal(-101);
  return session;
}
