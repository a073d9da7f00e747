import type { Clock } from '../clock.ts';
import { guest } from './build-request.ts';
import type { Call } from './call.ts';
import { setCookies, urlCookies } from './cookies.ts';
import type { CookieCredential } from './credential.ts';
import { egressKeyOfLogin, type LoginCallOptions } from './egress-affinity-key.ts';
import { loginEndpoints } from './endpoints/login.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';

/** The state of a QR login. */
export type QrState =
  | { state: 'waiting' | 'scanned' | 'expired' }
  | { state: 'done'; credential: CookieCredential };

/**
 * Login with the Bilibili app on a phone.
 *
 * @example
 * const { url, key } = await bilibili.qr.start();
 * let state = await bilibili.qr.poll(key); // every two seconds, until it is `done` or `expired`
 */
export interface QrLogin {
  /** Creates a code valid for 180 seconds: encode `url` as a QR code, poll with `key`. */
  start(options?: LoginCallOptions): Promise<{ url: string; key: string }>;
  /** The state of a code; poll about every two seconds. `done` is returned only once. */
  poll(key: string, options?: LoginCallOptions): Promise<QrState>;
}

const states = new Map<number, 'waiting' | 'scanned' | 'expired'>([
  [86101, 'waiting'],
  [86090, 'scanned'],
  [86038, 'expired'],
]);

/** Each code is polled in its own request queue, so that logins do not wait for each other. */
export function createQrLogin(call: Call, clock: Clock): QrLogin {
  return {
    async start(options = {}) {
      const asker = { ...guest, route: egressKeyOfLogin(options) };
      const { data } = await call(loginEndpoints.qrGenerate, {}, asker, options);
      return { url: data.url, key: data.qrcode_key };
    },
    async poll(key, options = {}) {
      const asker = { queue: `qr ${key}`, route: egressKeyOfLogin(options) };
      const answer = await call(loginEndpoints.qrPoll, { qrcode_key: key }, asker, options).catch(
        (error: unknown) => {
          if (error instanceof BilibiliRefused && error.reason === 'expired') return undefined;
          throw error;
        },
      );
      if (answer === undefined) return { state: 'expired' };
      const state = states.get(answer.data.code);
      if (state !== undefined) return { state };

      const cookies = { ...urlCookies(answer.data.url), ...setCookies(answer.setCookies) };
      if (answer.data.code !== 0 || !cookies.SESSDATA || !cookies.bili_jct) {
        const endpoint = loginEndpoints.qrPoll.path;
        throw new BilibiliUnreachable({
          why: 'answer',
          endpoint,
          detail: 'neither a known state nor cookies',
        });
      }
      const credential: CookieCredential = { kind: 'cookie', cookies, madeAt: clock.now() };
      if (answer.data.refresh_token !== '') credential.refreshToken = answer.data.refresh_token;
      return { state: 'done', credential };
    },
  };
}
