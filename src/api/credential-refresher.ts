import type { KeyObject } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../clock.ts';
import type { Call } from './call.ts';
import { askRenewal, type RenewalTools, renew } from './cookie-renewal.ts';
import {
  type Credential,
  freeCredential,
  type HeldCredential,
  heldCookie,
  holdCredential,
  isSameLogin,
  type PackedCookies,
  packCookies,
  unpackCookies,
} from './credential.ts';
import { type CredentialStore, credentialInMemory } from './credential-store.ts';
import { readDeviceCookies } from './device-cookies.ts';
import { BilibiliRefused } from './errors.ts';
import { isOfSite, isPassingFailure, saysLoggedOut, throwUnlessPassing } from './renewal-failures.ts';

const day = 24 * 60 * 60 * 1000;

const hour = 60 * 60 * 1000;

/** Whose login is kept fresh, and where a changed one is kept. */
export interface RefreshedLogin {
  mid: number;
  credential: Credential;
  /** The session has its login for itself when not given. */
  store?: CredentialStore | undefined;
}

/** What all logins are kept fresh with. */
export interface RefresherTools {
  call: Call;
  clock: Clock;
  /** Another public key than the site's, for a simulated site. */
  key?: KeyObject | undefined;
  /** Runs work while no other process runs any of this name: two would renew one login against each other. */
  exclusively?: (<T>(name: string, work: () => Promise<T>) => Promise<T>) | undefined;
  /**
   * Whether the daily check of an account's login is this process's; another makes it only when it is an hour late. Always
   * when left out.
   */
  checksFirst?: ((mid: number) => boolean) | undefined;
}

/**
 * Keeps the login of a session fresh: one change of it at a time, which goes on when the call that caused it is given up.
 * A class, and nothing in it but what differs from login to login: there is one for everybody whose account is watched.
 */
export class CredentialRefresher {
  readonly #tools: RefresherTools;
  readonly #mid: number;
  readonly #store: CredentialStore;
  #current: HeldCredential;
  /** The login that the site has refused to renew. */
  #hopeless: HeldCredential | undefined;
  #checkAgainAt: number | undefined;
  #askDeviceAgainAt: number | undefined;
  #checking: Promise<void> | undefined;
  #replacing: Promise<void> | undefined;

  constructor(
    { mid, credential, store = credentialInMemory(credential) }: RefreshedLogin,
    tools: RefresherTools,
  ) {
    this.#tools = tools;
    this.#mid = mid;
    this.#store = store;
    this.#current = holdCredential(credential);
  }

  get credential(): HeldCredential {
    return this.#current;
  }

  /** Whether `check` would do anything. */
  get isDue(): boolean {
    return this.#lacksDevice(this.#current) || this.#wantsCheck(this.#current);
  }

  /**
   * To be called before each call. Gets the device cookies that the site assigns, once a login. Once a day it asks
   * whether the cookies want renewing, and renews them. What fails is left for later, and for the call to meet; but when
   * the site says that the login is dead and cannot be renewed, it rejects with reason `login`.
   */
  async check(): Promise<void> {
    if (!this.isDue) return;
    this.#checking ??= settled(this.#replacing)
      .then(() =>
        this.#alone(async () => {
          await this.#getDevice();
          await this.#checkRenewal();
        }),
      )
      .then(() => undefined)
      .finally(() => {
        this.#checking = undefined;
      });
    await this.#checking;
  }

  /**
   * The site did not take `used` for logged in, and answered with `refusal`. Resolves when there is another login to
   * try; else rejects with `refusal`, or with what kept the renewal from being done just now.
   */
  async afterRefusal(used: HeldCredential, refusal: BilibiliRefused): Promise<void> {
    if (!isSameLogin(this.#current, used)) return;
    this.#replacing ??= settled(this.#checking)
      .then(() => this.#alone(() => this.#replace(used, refusal)))
      .then((isKept) => {
        if (!isKept) throw refusal;
      })
      .finally(() => {
        this.#replacing = undefined;
      });
    await this.#replacing;
  }

  /**
   * Does what changes the login, after every other process has, and with the login that those have left. Nothing is done
   * when it is kept no more; whether it is.
   */
  async #alone(work: () => Promise<void>): Promise<boolean> {
    const { exclusively } = this.#tools;
    const withKept = async () => {
      const kept = await this.#store.read();
      if (kept === undefined) return false;
      if (!isSame(kept, freeCredential(this.#current))) this.#current = holdCredential(kept);
      await work();
      return true;
    };
    return exclusively ? exclusively(`login ${this.#mid}`, withKept) : withKept();
  }

  async #save(credential: PackedCookies): Promise<void> {
    await this.#store.save(unpackCookies(credential));
    this.#current = credential;
  }

  get #renewal(): RenewalTools {
    const { call, clock, key } = this.#tools;
    return { call, clock, key, mid: this.#mid, save: (credential) => this.#save(credential) };
  }

  #wantsCheck(credential: HeldCredential): credential is PackedCookies {
    const { clock, checksFirst } = this.#tools;
    if (credential.kind !== 'cookie' || credential.refreshToken === undefined) return false;
    const due = checksFirst?.(this.#mid) === false ? day + hour : day;
    const age = clock.now() - (credential.checkedAt ?? credential.madeAt);
    return (
      // A check that is still to come was made by a clock that was ahead.
      (age >= due || age < -hour) && clock.monotonic() >= (this.#checkAgainAt ?? Number.NEGATIVE_INFINITY)
    );
  }

  #lacksDevice(credential: HeldCredential): credential is PackedCookies {
    return (
      credential.kind === 'cookie' &&
      heldCookie(credential, 'buvid3') === undefined &&
      this.#tools.clock.monotonic() >= (this.#askDeviceAgainAt ?? Number.NEGATIVE_INFINITY)
    );
  }

  async #getDevice(): Promise<void> {
    if (!this.#lacksDevice(this.#current)) return;
    const { call, clock } = this.#tools;
    const mid = this.#mid;
    this.#askDeviceAgainAt = clock.monotonic() + hour;
    const device = await readDeviceCookies(call, { queue: String(mid), mid });
    if (!device || this.#current.kind !== 'cookie') return;
    const credential = unpackCookies(this.#current);
    await this.#save(packCookies({ ...credential, cookies: { ...device, ...credential.cookies } }));
  }

  async #checkRenewal(): Promise<void> {
    const old = this.#current;
    if (!this.#wantsCheck(old)) return;
    const { clock } = this.#tools;
    this.#checkAgainAt = clock.monotonic() + hour;
    try {
      const { refresh, timestamp } = await askRenewal(old, this.#renewal);
      if (refresh) await renew(old, timestamp, this.#renewal);
      else await this.#save({ ...old, checkedAt: clock.now() });
    } catch (error) {
      if (saysLoggedOut(error)) return this.#replace(old, error).catch(throwUnlessPassing);
      if (!isOfSite(error)) throw error;
    }
  }

  async #replace(used: HeldCredential, refusal: BilibiliRefused): Promise<void> {
    const login = this.#current;
    if (!isSameLogin(login, used)) return;
    const isHopeless = this.#hopeless !== undefined && isSameLogin(login, this.#hopeless);
    if (login.kind !== 'cookie' || login.refreshToken === undefined || isHopeless) throw refusal;
    try {
      const { timestamp } = await askRenewal(login, this.#renewal).catch((error: unknown) => {
        if (saysLoggedOut(error)) return { timestamp: this.#tools.clock.now() };
        throw error;
      });
      await renew(login, timestamp, this.#renewal);
    } catch (error) {
      if (!isOfSite(error) || isPassingFailure(error)) throw error;
      if (error instanceof BilibiliRefused) this.#hopeless = login;
      throw refusal;
    }
  }
}

/** Whether two logins say the same; what is missing in one may be undefined in the other. */
function isSame(one: Credential, other: Credential): boolean {
  const plain = (credential: Credential): unknown => JSON.parse(JSON.stringify(credential));
  return isDeepStrictEqual(plain(one), plain(other));
}

/** Resolves when the work has ended, however it ended. */
async function settled(work: Promise<void> | undefined): Promise<void> {
  await work?.catch(() => undefined);
}
