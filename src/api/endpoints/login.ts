import { z } from 'zod';
import { noData } from '../answer-values.ts';
import { get, post } from '../endpoint.ts';

const passport = 'passport.bilibili.com';

/**
 * The steps of logging in, renewing and logging out. They change a login without saving it: use `qr`, or a
 * session, which renews by itself and has `logout`.
 */
export const loginEndpoints = {
  /** Creates a QR code from `url`; poll its state with `qrcode_key` (32 characters). Valid for 180 s. */
  qrGenerate: get('x/passport-login/web/qrcode/generate', {
    host: passport,
    params: z.strictObject({}),
    answer: z.object({ url: z.string().min(1), qrcode_key: z.string().min(1) }),
    withoutLogin: true,
  }),

  /**
   * The state of a QR code in `code`: 86101 not scanned, 86090 scanned, 86038 expired, 0 logged in; then the
   * cookies come as Set-Cookie and in the query of `url`. Sent without cookies. `timestamp` in ms.
   */
  qrPoll: get('x/passport-login/web/qrcode/poll', {
    host: passport,
    params: z.strictObject({ qrcode_key: z.string().min(1) }),
    answer: z.object({
      code: z.int(),
      url: z.string().default(''),
      refresh_token: z.string().default(''),
      timestamp: z.int().default(0),
    }),
    secret: ['qrcode_key'],
    withoutLogin: true,
  }),

  /**
   * Whether the login is valid: `people.nav`, parsed for that only. For an invalid one the site refuses with
   * `login`, or answers false.
   */
  isLoggedIn: get('x/web-interface/nav', {
    params: z.strictObject({}),
    answer: z.object({ isLogin: z.boolean() }).transform(({ isLogin }) => isLogin),
  }),

  /** Whether the site wants the cookies renewed; `timestamp` (ms) is used for the renewal. */
  cookieInfo: get('x/passport-login/web/cookie/info', {
    host: passport,
    params: z.strictObject({}),
    answer: z.object({ refresh: z.boolean(), timestamp: z.int().positive() }),
  }),

  /**
   * The page that contains `refresh_csrf`; `path` is the encrypted time, 256 hex digits. HTTP 404 when it is
   * too old.
   */
  correspond: get('correspond/1/{path}', {
    host: 'www.bilibili.com',
    params: z.strictObject({ path: z.string().regex(/^[0-9a-f]+$/, { error: 'lower-case hex digits' }) }),
    answer: z
      .string()
      .transform((html) => /<div\b[^>]*\bid="1-name"[^>]*>\s*([0-9A-Za-z]+)\s*<\/div>/.exec(html)?.[1])
      .pipe(z.string()),
    html: true,
  }),

  /**
   * Exchanges the old login for new cookies (Set-Cookie) and a new refresh token; `expired` when token and
   * cookie do not match.
   */
  cookieRefresh: post('x/passport-login/web/cookie/refresh', {
    host: passport,
    params: z.strictObject({
      refresh_csrf: z.string().min(1),
      refresh_token: z.string().min(1),
      source: z.string().default('main_web'),
    }),
    answer: z.object({ refresh_token: z.string().min(1) }),
    secret: ['refresh_token', 'refresh_csrf'],
  }),

  /** Ends the login from before a renewal: call it with the new cookies and the OLD refresh token. */
  confirmRefresh: post('x/passport-login/web/confirm/refresh', {
    host: passport,
    params: z.strictObject({ refresh_token: z.string().min(1) }),
    answer: noData,
    secret: ['refresh_token'],
  }),

  /** Ends the login. For an expired cookie the site answers with a page instead. */
  logout: post('login/exit/v2', {
    host: passport,
    params: z.strictObject({}),
    answer: noData,
    csrf: 'biliCSRF',
  }),
};
