import { constants, createPublicKey, type KeyObject, publicEncrypt } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Call } from './call.ts';
import { setCookies } from './cookies.ts';
import { type PackedCookies, packCookies, unpackCookies } from './credential.ts';
import { loginEndpoints } from './endpoints/login.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';

/** The site's public key for renewals. */
const siteKey = createPublicKey({
  format: 'jwk',
  key: {
    kty: 'RSA',
    e: 'AQAB',
    n: 'y4HdjgJHBlbaBN04VERG4qNBIFHP6a3GozCl75AihQloSWCXC5HDNgyinEnhaQ_4-gaMud_GF50elYXLlCToR9se9Z8z433U3KjM-3Yx7ptKkmQNAMggQwAVKgq3zYAoidNEWuxpkY_mAitTSRLnsJW-NCTa0bqBFF6Wm1MxgfE',
  },
});

/** The time (ms) sealed for the site: RSA-OAEP with SHA-256, as hex of fixed width. */
export function correspondPath(timestamp: number, key: KeyObject = siteKey): string {
  const sealed = publicEncrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    Buffer.from(`refresh_${timestamp}`),
  );
  return sealed.toString('hex');
}

/** A time sealed a minute back is good; one that is ahead of the server's clock is not. */
const minute = 60 * 1000;

/** The path of the page a renewal begins with. */
export function renewalPath(timestamp: number, key?: KeyObject): string {
  return correspondPath(timestamp - minute, key);
}

export interface RenewalTools {
  call: Call;
  clock: Clock;
  /** Another public key than the site's, for a simulated site. */
  key?: KeyObject | undefined;
  mid: number;
  /** Keeps the new login; the old is given up only after that. */
  save(credential: PackedCookies): Promise<void>;
}

/** Whether the site wants the cookies renewed, and the time (ms) the renewal needs. */
export async function askRenewal(
  credential: PackedCookies,
  tools: RenewalTools,
): Promise<{ refresh: boolean; timestamp: number }> {
  const { data } = await tools.call(loginEndpoints.cookieInfo, {}, asker(credential, tools));
  return data;
}

/**
 * Renews a login and saves it. The order is what keeps a crash harmless: until the last step the old cookies and their
 * refresh token are good, and that step comes after the new ones are saved. When only the last step fails, the new
 * login is good and the old one lives on until it ends by itself.
 */
export async function renew(
  old: PackedCookies,
  timestamp: number,
  tools: RenewalTools,
): Promise<PackedCookies> {
  const { call, clock } = tools;
  if (old.refreshToken === undefined) throw loggedOutError(loginEndpoints.cookieRefresh.path);
  const path = renewalPath(timestamp, tools.key);
  const { data: refreshCsrf } = await call(loginEndpoints.correspond, { path }, asker(old, tools));
  const answer = await call(
    loginEndpoints.cookieRefresh,
    { refresh_csrf: refreshCsrf, refresh_token: old.refreshToken },
    asker(old, tools),
  );
  const fresh = setCookies(answer.setCookies);
  if (!fresh.SESSDATA || !fresh.bili_jct) {
    throw new BilibiliUnreachable({
      why: 'answer',
      endpoint: loginEndpoints.cookieRefresh.path,
      detail: 'no cookies',
    });
  }
  const now = clock.now();
  const before = unpackCookies(old);
  const renewed = packCookies({
    ...before,
    cookies: { ...before.cookies, ...fresh },
    refreshToken: answer.data.refresh_token,
    renewedAt: now,
    checkedAt: now,
  });
  await tools.save(renewed);
  await giveUp(old.refreshToken, renewed, tools);
  return renewed;
}

/** Ends the old login; tried twice, then left. */
async function giveUp(oldToken: string, renewed: PackedCookies, tools: RenewalTools): Promise<void> {
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      await tools.call(loginEndpoints.confirmRefresh, { refresh_token: oldToken }, asker(renewed, tools));
      return;
    } catch (error) {
      if (!(error instanceof BilibiliUnreachable)) return;
    }
  }
}

/** The refusal that sends a person to log in again. */
export function loggedOutError(endpoint: string): BilibiliRefused {
  return new BilibiliRefused({ reason: 'login', code: -101, endpoint });
}

function asker(credential: PackedCookies, tools: RenewalTools) {
  return { queue: String(tools.mid), mid: tools.mid, credential };
}
