import { type EitherSignal, orAbort } from './abort.ts';
import { type Ask, bind, type CallOptions, type Calls } from './bind-endpoints.ts';
import { type BothSidesReader, createBothSidesReader } from './both-sides-of-relation.ts';
import { checkAndEncodeParameters } from './check-and-encode-parameters.ts';
import { type Credential, type CredentialStore, unpackCredential } from './credential.ts';
import { CredentialRefresher, type RefresherTools } from './credential-refresher.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints/index.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';

/** The account of a session, its credential, and where the credential is stored. */
export interface SessionOptions {
  mid: number;
  credential: Credential;
  /** Needed when other processes may change the same login; without it the login is kept in memory only. */
  store?: CredentialStore | undefined;
}

/**
 * Calls made with a login. Create only ONE session per stored login in a process and share it: two would
 * renew the same cookies against each other, and one would be logged out. Sessions of the same login in
 * several processes need a `store`, and `exclusively` in the client's options.
 *
 * @example
 * await session.relations.modify({ fid: 14082, act: relationActs.follow });
 * const { mine, theirs } = await session.bothSides.one(14082);
 */
export interface Session extends Calls {
  readonly mid: number;
  /** The current credential, after renewals. */
  readonly credential: Credential;
  /** Reads both sides of relations, from whichever endpoint answers. */
  readonly bothSides: BothSidesReader;
  /** Ends the login at the site. An access key cannot be ended, so nothing is sent for one. */
  logout(options?: CallOptions): Promise<void>;
}

export interface SessionTools extends RefresherTools {
  /** Combines a caller's signal with that of the program stopping. */
  eitherSignal: EitherSignal;
}

/**
 * Creates a session. All sessions of one mid share a request queue.
 * @param tools the same object for all sessions
 */
export function createSession(options: SessionOptions, tools: SessionTools): Session {
  return new AccountSession(options, tools);
}

/** An idle session stays small: the bound methods are created on access. */
class AccountSession implements Session {
  readonly mid: number;
  readonly #tools: SessionTools;
  readonly #refresher: CredentialRefresher;
  #bothSides: BothSidesReader | undefined;

  constructor(options: SessionOptions, tools: SessionTools) {
    this.mid = options.mid;
    this.#tools = tools;
    this.#refresher = new CredentialRefresher(options, tools);
  }

  get credential() {
    return unpackCredential(this.#refresher.credential);
  }
  get relations() {
    return bind.relations(this.#ask, this.mid);
  }
  get groups() {
    return bind.groups(this.#ask, this.mid);
  }
  get people() {
    return bind.people(this.#ask, this.mid);
  }
  get videos() {
    return bind.videos(this.#ask, this.mid);
  }
  get authors() {
    return bind.authors(this.#ask, this.mid);
  }
  get creator() {
    return bind.creator(this.#ask, this.mid);
  }
  get login() {
    return bind.login((...question) => this.#askOnce(...question), this.mid);
  }
  get bothSides() {
    this.#bothSides ??= createBothSidesReader(this.relations);
    return this.#bothSides;
  }

  async logout({ signal }: CallOptions = {}): Promise<void> {
    if (this.#refresher.credential.kind !== 'cookie') return;
    try {
      await this.#tools.call(endpoints.login.logout, {}, this.#asker(), { signal });
    } catch (error) {
      const isRefusedLogin = error instanceof BilibiliRefused && error.reason === 'login';
      const isPage = error instanceof BilibiliUnreachable && error.why === 'answer';
      if (isRefusedLogin || (isPage && (await this.#isLoggedOut(signal)))) return;
      throw error;
    }
  }

  #asker({ share }: CallOptions = {}) {
    return { queue: String(this.mid), mid: this.mid, credential: this.#refresher.credential, share };
  }

  async #askOnce(endpoint: Endpoint, params: Record<string, unknown>, options: CallOptions) {
    return (await this.#tools.call(endpoint, params, this.#asker(options), options)).data;
  }

  /** A call that keeps the login fresh, and is repeated once if the login had to be renewed. */
  get #ask(): Ask {
    return async (endpoint, params, options) => {
      if (endpoint.withoutLogin) return this.#askOnce(endpoint, params, options);
      const signal = this.#tools.eitherSignal(options.signal);
      if (this.#refresher.isDue) {
        // Check the parameters first, so that nothing is requested for a call that cannot be made.
        checkAndEncodeParameters(endpoint, params);
        signal?.throwIfAborted();
        await orAbort(this.#refresher.check(), signal);
      }
      const used = this.#asker(options);
      try {
        return (await this.#tools.call(endpoint, params, used, options)).data;
      } catch (error) {
        if (!(error instanceof BilibiliRefused && error.reason === 'login')) throw error;
        await orAbort(this.#refresher.afterRefusal(used.credential, error), signal);
      }
      return this.#askOnce(endpoint, params, options);
    };
  }

  /** The site answers logging out an expired cookie with a page; asking whether it is logged in decides. */
  async #isLoggedOut(signal: AbortSignal | undefined): Promise<boolean> {
    return this.#tools.call(endpoints.login.isLoggedIn, {}, this.#asker(), { signal }).then(
      ({ data }) => !data,
      (error: unknown) => error instanceof BilibiliRefused && error.reason === 'login',
    );
  }
}
