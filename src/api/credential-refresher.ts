import type { KeyObject } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Call } from './call.ts';
import type { CookieCredential, Credential } from './credential.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';
import { people } from './people.ts';
import { askRenewal, type RenewalTools, renew } from './renewal.ts';
import { createSerial, createSingleFlight } from './single-flight.ts';

const day = 24 * 60 * 60 * 1000;
const hour = 60 * 60 * 1000;

/** Keeps the login of a session fresh. */
export interface CredentialRefresher {
  readonly credential: Credential;
  /** Once a day: asks whether the cookies want renewing, and renews them. What goes wrong is for the call to meet. */
  check(): Promise<void>;
  /**
   * The site did not take `used` for logged in, and said `refusal`. Resolves when there is another login to try; else
   * rejects with `refusal`, or with what kept the renewal from being done just now.
   */
  afterRefusal(used: Credential, refusal: BilibiliRefused): Promise<void>;
  /** Gets the device cookies the site assigns, once; goes without when it does not give them. */
  device(): Promise<void>;
}

/** What a keeper keeps, and works with. */
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
  const serial = createSerial();
  const checking = createSingleFlight<void>();
  const renewing = createSingleFlight<void>();
  const asking = createSingleFlight<void>();
  let current = options.credential;
  let hopeless: Credential | undefined;
  let checkAgainAt = Number.NEGATIVE_INFINITY;
  let deviceAsked = false;

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

  const wantsCheck = (credential: Credential): credential is CookieCredential =>
    credential.kind === 'cookie' &&
    credential.refreshToken !== undefined &&
    clock.now() >= checkAgainAt &&
    clock.now() - (credential.checkedAt ?? credential.madeAt) >= day;

  const check = async () => {
    const old = current;
    if (!wantsCheck(old)) return;
    checkAgainAt = clock.now() + hour;
    try {
      const { refresh, timestamp } = await askRenewal(old, tools);
      if (refresh) await renew(old, timestamp, tools);
      else await tools.save({ ...old, checkedAt: clock.now() });
    } catch (error) {
      if (!isSitesDoing(error)) throw error;
    }
  };

  const replace = async (used: Credential, refusal: BilibiliRefused) => {
    if (current !== used) return;
    if (used.kind !== 'cookie' || used.refreshToken === undefined || used === hopeless) throw refusal;
    try {
      const { timestamp } = await askRenewal(used, tools).catch((error: unknown) => {
        if (error instanceof BilibiliRefused && error.reason === 'login') return { timestamp: clock.now() };
        throw error;
      });
      await renew(used, timestamp, tools);
    } catch (error) {
      if (!isSitesDoing(error) || isPassing(error)) throw error;
      if (error instanceof BilibiliRefused) hopeless = used;
      throw refusal;
    }
  };

  const askDevice = async () => {
    if (deviceAsked) return;
    deviceAsked = true;
    try {
      const { data } = await call(people.fingerprint, {}, { lane: String(mid), mid });
      const device = { buvid3: encodeURIComponent(data.b_3), buvid4: encodeURIComponent(data.b_4) };
      if (current.kind === 'cookie')
        await tools.save({ ...current, cookies: { ...device, ...current.cookies } });
    } catch (error) {
      if (!isSitesDoing(error)) throw error;
    }
  };

  return {
    get credential() {
      return current;
    },
    async check() {
      if (wantsCheck(current)) await checking(() => serial(check));
    },
    async afterRefusal(used, refusal) {
      if (current === used) await renewing(() => serial(() => replace(used, refusal)));
    },
    async device() {
      const lacking = current.kind === 'cookie' && current.cookies.buvid3 === undefined;
      if (lacking && !deviceAsked) await asking(() => serial(askDevice));
    },
  };
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
