import type { KeyObject } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { anySignal, orAbort } from './abort.ts';
import { bindEndpoints, type CallOptions, type Calls } from './bind-endpoints.ts';
import { type BothSides, readBothSides } from './both-sides.ts';
import type { Call } from './call.ts';
import type { Credential } from './credential.ts';
import { createCredentialRefresher } from './credential-refresher.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';
import { encodeParameters } from './form-fields.ts';
import { login } from './login.ts';
import { people } from './people.ts';

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
 */
export interface Session extends Calls {
  readonly mid: number;
  /** The way in as it is now, after renewals. */
  readonly credential: Credential;
  /** Both sides of the relation to `mid`. */
  between(mid: number, options?: CallOptions): Promise<BothSides>;
  /** Ends the login at the site. An access key cannot be ended, and is just forgotten. */
  logout(options?: CallOptions): Promise<void>;
}

/** What sessions work with. */
export interface SessionTools {
  call: Call;
  clock: Clock;
  signal?: AbortSignal | undefined;
  key?: KeyObject | undefined;
}

/** Sessions of one mid queue in one lane, whoever holds them. */
export function createSession(options: SessionOptions, tools: SessionTools): Session {
  const { mid } = options;
  const { call } = tools;
  const keeper = createCredentialRefresher({ ...options, ...tools });
  const asker = () => ({ lane: String(mid), mid, credential: keeper.credential });

  const plain = async (row: Endpoint, params: Record<string, unknown>, { signal }: CallOptions) =>
    (await call(row, params, asker(), signal)).data;

  /** A call that keeps the login fresh, and is made once more when that took a renewal. */
  const kept = async (row: Endpoint, params: Record<string, unknown>, { signal }: CallOptions) => {
    if (row.open) return plain(row, params, signal ? { signal } : {});
    encodeParameters(row, params);
    const given = anySignal(signal, tools.signal);
    given?.throwIfAborted();
    await orAbort(keeper.check(), given);
    if (row.device) await orAbort(keeper.device(), given);
    const used = asker();
    try {
      return (await call(row, params, used, signal)).data;
    } catch (error) {
      if (!(error instanceof BilibiliRefused && error.reason === 'login')) throw error;
      await orAbort(keeper.afterRefusal(used.credential, error), given);
    }
    return plain(row, params, signal ? { signal } : {});
  };

  const relations = bindEndpoints(endpoints.relations, kept, mid);
  return {
    mid,
    get credential() {
      return keeper.credential;
    },
    relations,
    groups: bindEndpoints(endpoints.groups, kept, mid),
    people: bindEndpoints(endpoints.people, kept, mid),
    videos: bindEndpoints(endpoints.videos, kept, mid),
    login: bindEndpoints(endpoints.login, plain, mid),
    between: (other, callOptions) => readBothSides(relations, other, callOptions),
    async logout({ signal } = {}) {
      if (keeper.credential.kind !== 'cookie') return;
      try {
        await call(login.logout, {}, asker(), signal);
      } catch (error) {
        const said = error instanceof BilibiliRefused && error.reason === 'login';
        const shown = error instanceof BilibiliUnreachable && error.why === 'answer';
        if (said || (shown && (await isLoggedOut(signal)))) return;
        throw error;
      }
    },
  };

  /** The site answers a dead cookie's logout with a page; asking who is logged in settles it. */
  async function isLoggedOut(signal: AbortSignal | undefined): Promise<boolean> {
    return call(people.nav, {}, asker(), signal).then(
      ({ data }) => !data.isLogin,
      (error: unknown) => error instanceof BilibiliRefused && error.reason === 'login',
    );
  }
}
