import { messageOf, Refusal } from '../rules/codes.ts';
import type { QrState } from '../state/qr-login.ts';
import { cookiesOf, type Session, setCookiesOf } from '../state/sessions.ts';
import { ok, publicGet, type Reply, type Route, type SiteRequest } from './route.ts';

const host = 'passport.bilibili.com';
const qrcode = 'x/passport-login/web/qrcode';

/** Login by QR code, and logout. */
export const login: Route[] = [
  publicGet(
    `${qrcode}/generate`,
    ({ site }) => {
      const { key, url } = site.qr.generate();
      return { url, qrcode_key: key };
    },
    { host },
  ),
  { method: 'GET', host, path: `${qrcode}/poll`, answer: poll },
  { method: 'POST', host, path: 'login/exit/v2', answer: logOut },
];

const codes: Record<QrState, number> = {
  waiting: 86101,
  scanned: 86090,
  expired: 86038,
  done: 86038,
  confirmed: 0,
};

/** The login state is a second code, inside `data`. */
function poll({ site, fields }: SiteRequest): Reply {
  if (!fields.qrcode_key) throw new Refusal(-400);
  const { state, session } = site.qr.poll(fields.qrcode_key);
  if (!session) {
    const code = codes[state];
    return ok({ url: '', refresh_token: '', timestamp: 0, code, message: messageOf(code) });
  }
  const data = {
    url: crossDomainUrl(session),
    refresh_token: session.refreshToken,
    timestamp: site.now(),
    code: 0,
    message: '',
  };
  return ok(data, setCookiesOf(session));
}

/** The address a browser is redirected to after a login; its query holds the cookies except `sid`. */
function crossDomainUrl(session: Session): string {
  const { sid: _, ...cookies } = cookiesOf(session);
  const query = Object.entries({ ...cookies, Expires: String(Math.floor(session.expiresAt / 1000)) });
  const gourl = encodeURIComponent('https://www.bilibili.com');
  return `https://passport.biligame.com/crossDomain?${query.map((pair) => pair.join('=')).join('&')}&gourl=${gourl}`;
}

/** Answers with the login page when the session has ended. The csrf field is named biliCSRF here. */
function logOut({ site, session, form, cookies }: SiteRequest): Reply {
  if (!session || cookies.DedeUserID !== String(session.mid)) {
    return { kind: 'html', status: 200, html: loginPage };
  }
  if (form.biliCSRF !== session.csrf || cookies.bili_jct !== session.csrf) throw new Refusal(2202);
  site.sessions.end(session);
  site.events.emit('change');
  return ok({ redirectUrl: 'https://passport.bilibili.com/login' });
}

const loginPage =
  '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>登录</title></head><body>登录</body></html>\n';
