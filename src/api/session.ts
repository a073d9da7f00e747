import type { KeyObject } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { anySignal, orAbort } from './abort.ts';
import { bindEndpoints, type CallOptions, type Calls } from './bind-endpoints.ts';
import { type BothSidesReader, createBothSidesReader } from './both-sides.ts';
import type { Call } from './call.ts';
import type { Credential } from './credential.ts';
import { createCredentialRefresher } from './credential-refresher.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints/index.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';
import { encodeParameters } from './form-fields.ts';

/** Whose session it is, the way in, and where a changed login is kept. */
export interface SessionOptions {
  mid: number;
  credential: Credential;
  /** Keeps a changed login. When it rejects, the old login stays in use and the call rejects with its reason. */
  save(credential: Credential): Promise<void>;
}

/**
 * A login of a person. Make ONE for each stored login and share it: two would renew the same cookies against each
 * other, and one of them would be logged out.
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

export interface SessionTools {
  call: Call;
  clock: Clock;
  signal?: AbortSignal | undefined;
  key?: KeyObject | undefined;
}

/** Sessions of one mid wait in one request queue, whoever holds them. */
export function createSession(options: SessionOptions, tools: SessionTools): Session {
  const { mid, credential, save } = options;
  const { call, clock, key } = tools;
  const refresher = createCredentialRefresher({ call, clock, mid, credential, save, key });
  const asker = ({ share }: CallOptions = {}) => ({
    queue: String(mid),
    mid,
    credential: refresher.credential,
    share,
  });

  const askOnce = async (endpoint: Endpoint, params: Record<string, unknown>, given: CallOptions) =>
    (await call(endpoint, params, asker(given), given.signal)).data;

  /** A call that keeps the login fresh, and is made once more when that took a renewal. */
  const ask = async (endpoint: Endpoint, params: Record<string, unknown>, given: CallOptions) => {
    if (endpoint.open) return askOnce(endpoint, params, given);
    encodeParameters(endpoint, params);
    const signal = anySignal(given.signal, tools.signal);
    signal?.throwIfAborted();
    await orAbort(refresher.check(), signal);
    const used = asker(given);
    try {
      return (await call(endpoint, params, used, given.signal)).data;
    } catch (error) {
      if (!(error instanceof BilibiliRefused && error.reason === 'login')) throw error;
      await orAbort(refresher.afterRefusal(used.credential, error), signal);
    }
    return askOnce(endpoint, params, given);
  };

  const relations = bindEndpoints(endpoints.relations, ask, mid);
  return {
    mid,
    get credential() {
      return refresher.credential;
    },
    relations,
    groups: bindEndpoints(endpoints.groups, ask, mid),
    people: bindEndpoints(endpoints.people, ask, mid),
    videos: bindEndpoints(endpoints.videos, ask, mid),
    authors: bindEndpoints(endpoints.authors, ask, mid),
    creator: bindEndpoints(endpoints.creator, ask, mid),
    login: bindEndpoints(endpoints.login, askOnce, mid),
    bothSides: createBothSidesReader(relations),
    async logout({ signal } = {}) {
      if (refresher.credential.kind !== 'cookie') return;
      try {
        await call(endpoints.login.logout, {}, asker(), signal);
      } catch (error) {
        const isRefusedLogin = error instanceof BilibiliRefused && error.reason === 'login';
        const isPage = error instanceof BilibiliUnreachable && error.why === 'answer';
        if (isRefusedLogin || (isPage && (await isLoggedOut(signal)))) return;
        throw error;
      }
    },
  };

  /** The site answers a dead cookie's logout with a page; asking who is logged in settles it. */
  async function isLoggedOut(signal: AbortSignal | undefined): Promise<boolean> {
    return call(endpoints.login.isLoggedIn, {}, asker(), signal).then(
      ({ data }) => !data,
      (error: unknown) => error instanceof BilibiliRefused && error.reason === 'login',
    );
  }
}
