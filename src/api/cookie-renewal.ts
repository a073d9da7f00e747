import { constants, createPublicKey, type KeyObject, publicEncrypt } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { minute } from '../time-units.ts';
import type { Call } from './call.ts';
import { setCookies } from './cookies.ts';
import { type PackedCookies, packCookies, unpackCookies } from './credential.ts';
import { loginEndpoints } from './endpoints/login.ts';
import { BilibiliRefused, BilibiliUnreachable, isSiteFailure } from './errors.ts';

/** The site's public key for cookie renewal. */
const siteKey = createPublicKey({
  format: 'jwk',
  key: {
    kty: 'RSA',
    e: 'AQAB',
    n: 'y4HdjgJHBlbaBN04VERG4qNBIFHP6a3GozCl75AihQloSWCXC5HDNgyinEnhaQ_4-gaMud_GF50elYXLlCToR9se9Z8z433U3KjM-3Yx7ptKkmQNAMggQwAVKgq3zYAoidNEWuxpkY_mAitTSRLnsJW-NCTa0bqBFF6Wm1MxgfE',
  },
});

/**
 * The path of the page that a renewal starts with: the time (ms) encrypted with the site's key, RSA-OAEP with SHA-256, as hex
 * of fixed width. One minute old, since the site accepts none ahead of its own clock.
 */
export function renewalPath(timestamp: number, key: KeyObject = siteKey): string {
  const sealed = publicEncrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    Buffer.from(`refresh_${timestamp - minute}`),
  );
  return sealed.toString('hex');
}

export interface RenewalTools {
  call: Call;
  clock: Clock;
  /** Another public key than the site's, for a simulated site. */
  key?: KeyObject | undefined;
  mid: number;
  /** Saves the new login; the old one is ended only after that. */
  save(credential: PackedCookies): Promise<void>;
}

/** Asks whether the site wants the cookies renewed, and for the time (ms) to renew with. */
export async function askRenewal(
  credential: PackedCookies,
  tools: RenewalTools,
): Promise<{ refresh: boolean; timestamp: number }> {
  const { data } = await tools.call(loginEndpoints.cookieInfo, {}, asker(credential, tools));
  return data;
}

/**
 * Renews a login and saves it. The order makes a crash harmless: the old cookies and refresh token stay valid
 * until the last step, which comes after the new ones are saved. If only the last step fails, the new login
 * is valid and the old one lives on until it expires.
 */
export async function renewCookies(
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
  await endOldLogin(old.refreshToken, renewed, tools);
  return renewed;
}

/** Ends the old login; tries twice, then gives up. */
async function endOldLogin(oldToken: string, renewed: PackedCookies, tools: RenewalTools): Promise<void> {
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      await tools.call(loginEndpoints.confirmRefresh, { refresh_token: oldToken }, asker(renewed, tools));
      return;
    } catch (error) {
      if (!(error instanceof BilibiliUnreachable)) return;
    }
  }
}

/** The error that makes the bot ask for a new login. */
export function loggedOutError(endpoint: string): BilibiliRefused {
  return new BilibiliRefused({ reason: 'login', code: -101, endpoint });
}

function asker(credential: PackedCookies, tools: RenewalTools) {
  return { queue: String(tools.mid), mid: tools.mid, credential };
}

/** Whether the site says that the login is not valid any more. */
export function saysLoggedOut(error: unknown): error is BilibiliRefused {
  return error instanceof BilibiliRefused && error.reason === 'login';
}

/** Whether a failure says nothing about the login itself, so that a later renewal may succeed. */
export function isPassingFailure(error: BilibiliRefused | BilibiliUnreachable): boolean {
  if (error instanceof BilibiliRefused) return error.reason === 'risk' || error.reason === 'busy';
  return error.why !== 'answer';
}

/**
 * Ignores failures that a later attempt may not have.
 * @throws any other error
 */
export function ignorePassingFailure(error: unknown): void {
  if (!isSiteFailure(error) || !isPassingFailure(error)) throw error;
}
