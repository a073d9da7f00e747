import { type EitherSignal, orAbort } from './abort.ts';
import { type Ask, bind, type CallOptions, type Calls } from './bind-endpoints.ts';
import { type BothSidesReader, createBothSidesReader } from './both-sides-of-relation.ts';
import { checkAndEncodeParameters } from './check-and-encode-parameters.ts';
import { type Credential, freeCredential } from './credential.ts';
import { CredentialRefresher, type RefresherTools } from './credential-refresher.ts';
import type { CredentialStore } from './credential-store.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints/index.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';

/** Whose session it is, the way in, and where it is kept. */
export interface SessionOptions {
  mid: number;
  credential: Credential;
  /** Where other processes may change the same login; the session has it for itself when not given. */
  store?: CredentialStore | undefined;
}

/**
 * A login of a person. Make ONE in a process for each stored login and share it: two would renew the same cookies against
 * each other, and one of them would be logged out. Those of several processes need a `store`, and `exclusively` of the client.
 *
 * @example
 * await session.relations.modify({ fid: 14082, act: relationActs.follow });
 * const { mine, theirs } = await session.bothSides.one(14082);
 */
export interface Session extends Calls {
  readonly mid: number;
  /** The way in as it is now, after renewals. */
  readonly credential: Credential;
  /** Both sides of relations, by whichever endpoint answers. */
  readonly bothSides: BothSidesReader;
  /** Ends the login at the site. An access key cannot be ended, and is just forgotten. */
  logout(options?: CallOptions): Promise<void>;
}

export interface SessionTools extends RefresherTools {
  /** A caller's signal or that of the program that stops. */
  eitherSignal: EitherSignal;
}

/** Sessions of one mid wait in one request queue, whoever holds them. @param tools the same object for all sessions */
export function createSession(options: SessionOptions, tools: SessionTools): Session {
  return new AccountSession(options, tools);
}

/** A session that sleeps is two objects and its cookies: all that calls need is made when they are made. */
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
    return freeCredential(this.#refresher.credential);
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
      await this.#tools.call(endpoints.login.logout, {}, this.#asker(), signal);
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

  async #askOnce(endpoint: Endpoint, params: Record<string, unknown>, given: CallOptions) {
    return (await this.#tools.call(endpoint, params, this.#asker(given), given.signal)).data;
  }

  /** A call that keeps the login fresh, and is made once more when that took a renewal. */
  get #ask(): Ask {
    return async (endpoint, params, given) => {
      if (endpoint.open) return this.#askOnce(endpoint, params, given);
      const signal = this.#tools.eitherSignal(given.signal);
      if (this.#refresher.isDue) {
        // Nothing is asked for a call that will not be made.
        checkAndEncodeParameters(endpoint, params);
        signal?.throwIfAborted();
        await orAbort(this.#refresher.check(), signal);
      }
      const used = this.#asker(given);
      try {
        return (await this.#tools.call(endpoint, params, used, given.signal)).data;
      } catch (error) {
        if (!(error instanceof BilibiliRefused && error.reason === 'login')) throw error;
        await orAbort(this.#refresher.afterRefusal(used.credential, error), signal);
      }
      return this.#askOnce(endpoint, params, given);
    };
  }

  /** The site answers a dead cookie's logout with a page; asking who is logged in settles it. */
  async #isLoggedOut(signal: AbortSignal | undefined): Promise<boolean> {
    return this.#tools.call(endpoints.login.isLoggedIn, {}, this.#asker(), signal).then(
      ({ data }) => !data,
      (error: unknown) => error instanceof BilibiliRefused && error.reason === 'login',
    );
  }
}
