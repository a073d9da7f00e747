import type { KeyObject } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Call } from './call.ts';
import type { CookieCredential, Credential } from './credential.ts';
import { readDeviceCookies } from './device-cookies.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';
import { askRenewal, type RenewalTools, renew } from './renewal.ts';
import { createSerialQueue } from './serial-queue.ts';
import { createSingleFlight } from './single-flight.ts';

const day = 24 * 60 * 60 * 1000;
const hour = 60 * 60 * 1000;

/** Keeps the login of a session fresh. */
export interface CredentialRefresher {
  readonly credential: Credential;
  /**
   * To be called before each call. Gets the device cookies that the site assigns, once a login. Once a day it asks
   * whether the cookies want renewing, and renews them. What fails is left for later, and for the call to meet; but when
   * the site says that the login is dead and cannot be renewed, it rejects with reason `login`.
   */
  check(): Promise<void>;
  /**
   * The site did not take `used` for logged in, and answered with `refusal`. Resolves when there is another login to
   * try; else rejects with `refusal`, or with what kept the renewal from being done just now.
   */
  afterRefusal(used: Credential, refusal: BilibiliRefused): Promise<void>;
}

/** Whose login is kept fresh, and with what. */
export interface CredentialRefresherOptions {
  call: Call;
  clock: Clock;
  mid: number;
  credential: Credential;
  save(credential: Credential): Promise<void>;
  /** Another public key than the site's, for a simulated site. */
  key?: KeyObject | undefined;
}

/** One change of a login at a time; it goes on when the call that caused it is given up. */
export function createCredentialRefresher(options: CredentialRefresherOptions): CredentialRefresher {
  const { call, clock, mid, key } = options;
  const serial = createSerialQueue();
  const checking = createSingleFlight<void>();
  const renewing = createSingleFlight<void>();
  let current = options.credential;
  /** The login that the site has refused to renew. */
  let hopeless: Credential | undefined;
  let checkAgainAt = Number.NEGATIVE_INFINITY;
  let askDeviceAgainAt = Number.NEGATIVE_INFINITY;

  const tools: RenewalTools = {
    call,
    clock,
    key,
    mid,
    async save(credential) {
      await options.save(credential);
      current = credential;
    },
  };

  function wantsCheck(credential: Credential): credential is CookieCredential {
    return (
      credential.kind === 'cookie' &&
      credential.refreshToken !== undefined &&
      clock.monotonic() >= checkAgainAt &&
      clock.now() - (credential.checkedAt ?? credential.madeAt) >= day
    );
  }

  function lacksDevice(credential: Credential): credential is CookieCredential {
    return (
      credential.kind === 'cookie' &&
      credential.cookies.buvid3 === undefined &&
      clock.monotonic() >= askDeviceAgainAt
    );
  }

  async function getDevice(): Promise<void> {
    if (!lacksDevice(current)) return;
    askDeviceAgainAt = clock.monotonic() + hour;
    const device = await readDeviceCookies(call, { queue: String(mid), mid });
    if (device && current.kind === 'cookie')
      await tools.save({ ...current, cookies: { ...device, ...current.cookies } });
  }

  async function checkRenewal(): Promise<void> {
    const old = current;
    if (!wantsCheck(old)) return;
    checkAgainAt = clock.monotonic() + hour;
    try {
      const { refresh, timestamp } = await askRenewal(old, tools);
      if (refresh) await renew(old, timestamp, tools);
      else await tools.save({ ...old, checkedAt: clock.now() });
    } catch (error) {
      if (isLoginRefusal(error)) return replace(old, error).catch(unlessPassing);
      if (!isSitesDoing(error)) throw error;
    }
  }

  async function replace(used: Credential, refusal: BilibiliRefused): Promise<void> {
    if (current !== used) return;
    if (used.kind !== 'cookie' || used.refreshToken === undefined || used === hopeless) throw refusal;
    try {
      const { timestamp } = await askRenewal(used, tools).catch((error: unknown) => {
        if (isLoginRefusal(error)) return { timestamp: clock.now() };
        throw error;
      });
      await renew(used, timestamp, tools);
    } catch (error) {
      if (!isSitesDoing(error) || isPassing(error)) throw error;
      if (error instanceof BilibiliRefused) hopeless = used;
      throw refusal;
    }
  }

  return {
    get credential() {
      return current;
    },
    async check() {
      if (!lacksDevice(current) && !wantsCheck(current)) return;
      await checking(() =>
        serial(async () => {
          await getDevice();
          await checkRenewal();
        }),
      );
    },
    async afterRefusal(used, refusal) {
      if (current === used) await renewing(() => serial(() => replace(used, refusal)));
    },
  };
}

function isLoginRefusal(error: unknown): error is BilibiliRefused {
  return error instanceof BilibiliRefused && error.reason === 'login';
}

/** The site refused or did not answer, as against a store that fails or a program that stops. */
function isSitesDoing(error: unknown): error is BilibiliRefused | BilibiliUnreachable {
  return error instanceof BilibiliRefused || error instanceof BilibiliUnreachable;
}

/** Whether nothing was said about the login itself, so that the renewal may well succeed later. */
function isPassing(error: BilibiliRefused | BilibiliUnreachable): boolean {
  if (error instanceof BilibiliRefused) return error.reason === 'risk' || error.reason === 'busy';
  return error.why !== 'answer';
}

function unlessPassing(error: unknown): void {
  if (!isSitesDoing(error) || !isPassing(error)) throw error;
}
