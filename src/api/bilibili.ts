import type { KeyObject } from 'node:crypto';
import { type Clock, systemClock } from '../clock.ts';
import { bindEndpoints, type CallOptions, type Calls } from './bind-endpoints.ts';
import { type CallReport, createCall, type RawAnswer } from './call.ts';
import type { Credential } from './credential.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { createAddress } from './hosts.ts';
import { createPace, type Resting } from './pace.ts';
import { people } from './people.ts';
import { createQr, type Qr } from './qr.ts';
import { loggedOut } from './renewal.ts';
import { createSession, type Session, type SessionOptions } from './session.ts';
import { resolveShortLink } from './short-link.ts';
import { createTransport } from './transport.ts';
import { createWbiKeys } from './wbi-keys.ts';

/** How to reach Bilibili, and how gently. */
export interface BilibiliOptions {
  /** Another site in its place: https://HOST/PATH becomes root/HOST/PATH. */
  root?: string | undefined;
  /** Ms from the end of a session's request to the start of its next. */
  readSpacing: number;
  /** Ms from the end of a session's write to the start of its next write. */
  writeSpacing: number;
  /** How many requests all sessions together may make in `per` ms; no limit when not given. */
  egress?: { requests: number; per: number } | undefined;
  clock?: Clock | undefined;
  /** Between 0 and 1, for the spread of waits before another try. */
  random?: (() => number) | undefined;
  /** Ms a request may take; 10 000 when not given. */
  timeout?: number | undefined;
  /** The program stops: every call rejects with its reason. */
  signal?: AbortSignal | undefined;
  /** Told of every request made. */
  onCall?: ((call: CallReport) => void) | undefined;
  /** Told of every answer as it came, before it is read; for comparing it with what is documented, never for a log. */
  onAnswer?: ((answer: RawAnswer) => void) | undefined;
  /** How often a read is asked again that found no answer; 2 when not given. */
  retries?: number | undefined;
  /** The public key renewals are sealed with, when it is not the site's. */
  renewalKey?: KeyObject | undefined;
}

/** Bilibili, as the program knows it. */
export interface Bilibili {
  /** Calls without a login. */
  guest: Calls;
  /** Calls with a login; see `Session` on sharing it. */
  session(options: SessionOptions): Session;
  qr: Qr;
  /** Who a login is of. Throws `BilibiliRefused` with reason `login` when it is of nobody. */
  identify(
    credential: Credential,
    options?: CallOptions,
  ): Promise<{ mid: number; name: string; face: string }>;
  /**
   * Where a b23.tv link leads, without going there: an https address on bilibili.com; undefined when it has expired,
   * leads elsewhere, or is no b23.tv link.
   */
  resolveShortLink(link: string, options?: CallOptions): Promise<string | undefined>;
  /** What is left alone just now because of risk control. */
  resting(): Resting;
}

/** Puts the client together. */
export function createBilibili(options: BilibiliOptions): Bilibili {
  const { signal, renewalKey: key, onCall, onAnswer, retries } = options;
  const clock = options.clock ?? systemClock;
  const random = options.random ?? Math.random;
  const address = createAddress(options.root);
  const transport = createTransport(options.timeout ?? 10_000);
  const spacing = { read: options.readSpacing, write: options.writeSpacing };
  const pace = createPace({ clock, spacing, egress: options.egress });
  const keys = createWbiKeys(clock);
  const call = createCall({
    address,
    transport,
    pace,
    keys,
    clock,
    random,
    signal,
    onCall,
    onAnswer,
    retries,
  });
  const asGuest = async (row: Endpoint, params: Record<string, unknown>, given: CallOptions) =>
    (await call(row, params, { lane: 'guest' }, given.signal)).data;
  let passersBy = 0;

  return {
    guest: {
      relations: bindEndpoints(endpoints.relations, asGuest),
      groups: bindEndpoints(endpoints.groups, asGuest),
      people: bindEndpoints(endpoints.people, asGuest),
      videos: bindEndpoints(endpoints.videos, asGuest),
      login: bindEndpoints(endpoints.login, asGuest),
    },
    session: (session) => createSession(session, { call, clock, signal, key }),
    qr: createQr(call, clock),
    async identify(credential, given = {}) {
      passersBy += 1;
      const asker = { lane: `passer-by ${passersBy}`, credential };
      const { data } = await call(people.nav, {}, asker, given.signal);
      if (!data.isLogin) throw loggedOut(people.nav.path);
      return { mid: data.mid, name: data.uname, face: data.face };
    },
    resolveShortLink: (link, given) => resolveShortLink(link, call, given),
    resting: pace.resting,
  };
}
