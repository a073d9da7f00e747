import type { KeyObject } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { day, hour } from '../time-units.ts';
import type { Call } from './call.ts';
import {
  askRenewal,
  ignorePassingFailure,
  isPassingFailure,
  type RenewalTools,
  renewCookies,
  saysLoggedOut,
} from './cookie-renewal.ts';
import {
  type Credential,
  type CredentialStore,
  cookieValue,
  credentialInMemory,
  isSameCredential,
  isSameLogin,
  type PackedCookies,
  type PackedCredential,
  packCookies,
  packCredential,
  unpackCookies,
  unpackCredential,
} from './credential.ts';
import { readDeviceCookies } from './device-cookies.ts';
import { BilibiliRefused, isSiteFailure } from './errors.ts';

/** The login to keep fresh, and where its changes are saved. */
export interface RefreshedLogin {
  mid: number;
  credential: Credential;
  /** Without it the login is kept in memory only. */
  store?: CredentialStore | undefined;
}

/** What the refreshers of all logins share. */
export interface RefresherTools {
  call: Call;
  clock: Clock;
  /** Another public key than the site's, for a simulated site. */
  key?: KeyObject | undefined;
  /**
   * Runs work under a name-based lock across processes: two must not renew the same login at the same time.
   */
  exclusively?: (<T>(name: string, work: () => Promise<T>) => Promise<T>) | undefined;
  /**
   * Whether this process does the daily check of an account's login; another process does it only when it is
   * an hour late. Always true by default.
   */
  checksFirst?: ((mid: number) => boolean) | undefined;
}

/**
 * Keeps the login of a session fresh: checks it daily, renews it, replaces it after a refusal. One change at
 * a time; a change goes on even if the call that caused it is aborted. A class that holds only what differs
 * between logins, because every watched account has one.
 */
export class CredentialRefresher {
  readonly #tools: RefresherTools;
  readonly #mid: number;
  readonly #store: CredentialStore;
  #current: PackedCredential;
  /** The login that the site has refused to renew. */
  #hopeless: PackedCredential | undefined;
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
    this.#current = packCredential(credential);
  }

  get credential(): PackedCredential {
    return this.#current;
  }

  /** Whether `check` has anything to do. */
  get isDue(): boolean {
    return this.#lacksDevice(this.#current) || this.#wantsCheck(this.#current);
  }

  /**
   * Call it before each request. Once per login it gets the device cookies that the site assigns; once a day
   * it asks whether the cookies need renewing, and renews them. Failures are left to the next check and to
   * the request itself; but if the site says that the login is invalid and cannot be renewed, it rejects with
   * reason `login`.
   */
  async check(): Promise<void> {
    if (!this.isDue) return;
    this.#checking ??= waitForEnd(this.#replacing)
      .then(() =>
        this.#changeExclusively(async () => {
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
   * Call it when the site answered `used` with `refusal` (not logged in). Resolves when there is another
   * login to try; else rejects with `refusal`, or with the error that prevented the renewal for now.
   */
  async afterRefusal(used: PackedCredential, refusal: BilibiliRefused): Promise<void> {
    if (!isSameLogin(this.#current, used)) return;
    this.#replacing ??= waitForEnd(this.#checking)
      .then(() => this.#changeExclusively(() => this.#replace(used, refusal)))
      .then((isKept) => {
        if (!isKept) throw refusal;
      })
      .finally(() => {
        this.#replacing = undefined;
      });
    await this.#replacing;
  }

  /**
   * Runs a change of the login under the lock, on the login as other processes have left it. Does nothing,
   * and returns false, when the login is no longer stored.
   */
  async #changeExclusively(work: () => Promise<void>): Promise<boolean> {
    const { exclusively } = this.#tools;
    const withKept = async () => {
      const kept = await this.#store.read();
      if (kept === undefined) return false;
      if (!isSameCredential(kept, unpackCredential(this.#current))) this.#current = packCredential(kept);
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

  #wantsCheck(credential: PackedCredential): credential is PackedCookies {
    const { clock, checksFirst } = this.#tools;
    if (credential.kind !== 'cookie' || credential.refreshToken === undefined) return false;
    const due = checksFirst?.(this.#mid) === false ? day + hour : day;
    const age = clock.now() - (credential.checkedAt ?? credential.madeAt);
    return (
      // A check time in the future was written by a clock that was wrong.
      (age >= due || age < -hour) && clock.monotonic() >= (this.#checkAgainAt ?? Number.NEGATIVE_INFINITY)
    );
  }

  #lacksDevice(credential: PackedCredential): credential is PackedCookies {
    return (
      credential.kind === 'cookie' &&
      cookieValue(credential, 'buvid3') === undefined &&
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
      if (refresh) await renewCookies(old, timestamp, this.#renewal);
      else await this.#save({ ...old, checkedAt: clock.now() });
    } catch (error) {
      if (saysLoggedOut(error)) return this.#replace(old, error).catch(ignorePassingFailure);
      if (!isSiteFailure(error)) throw error;
    }
  }

  async #replace(used: PackedCredential, refusal: BilibiliRefused): Promise<void> {
    const login = this.#current;
    if (!isSameLogin(login, used)) return;
    const isHopeless = this.#hopeless !== undefined && isSameLogin(login, this.#hopeless);
    if (login.kind !== 'cookie' || login.refreshToken === undefined || isHopeless) throw refusal;
    try {
      const { timestamp } = await askRenewal(login, this.#renewal).catch((error: unknown) => {
        if (saysLoggedOut(error)) return { timestamp: this.#tools.clock.now() };
        throw error;
      });
      await renewCookies(login, timestamp, this.#renewal);
    } catch (error) {
      if (!isSiteFailure(error) || isPassingFailure(error)) throw error;
      if (error instanceof BilibiliRefused) this.#hopeless = login;
      throw refusal;
    }
  }
}

/** Waits for the work to end, whether it succeeds or fails. */
async function waitForEnd(work: Promise<void> | undefined): Promise<void> {
  await work?.catch(() => undefined);
}
