import type { KeyObject } from 'node:crypto';
import { type Clock, systemClock } from '../clock.ts';
import type { EgressAddress } from '../config.ts';
import { createEitherSignal } from './abort.ts';
import type { AppKey } from './app-sign.ts';
import { bind, type CallOptions, type Calls } from './bind-endpoints.ts';
import { guest } from './build-request.ts';
import { createBuildUrl } from './build-url.ts';
import { createCall } from './call.ts';
import type { SavedCooldown } from './cooldown.ts';
import type { Credential } from './credential.ts';
import type { RefresherTools } from './credential-refresher.ts';
import { createEgresses, type EgressState } from './egress.ts';
import { egressKeyOfChat, type LoginOptions } from './egress-affinity-key.ts';
import type { EgressTrouble } from './egress-trouble.ts';
import type { Endpoint } from './endpoint.ts';
import type { CallReport, RawAnswer } from './exchange.ts';
import { type Identified, identifyLogin } from './identify-login.ts';
import type { CooldownRecords } from './pace.ts';
import { createQrLogin, type QrLogin } from './qr-login.ts';
import { createSession, type Session, type SessionOptions } from './session.ts';
import { resolveShortLink } from './short-link.ts';
import type { Budget, BudgetPortion } from './token-bucket.ts';

/** How to reach Bilibili, and how gently. */
export interface BilibiliOptions {
  /** Another site in its place: https://HOST/PATH becomes root/HOST/PATH. */
  root?: string | undefined;
  /** Ms from the end of a session's request to the start of its next. */
  readSpacing: number;
  /** Ms from the end of a session's write to the start of its next write. */
  writeSpacing: number;
  /** How many requests all sessions of one egress address together may make in `per` ms; no limit when not given. */
  budget?: Budget | undefined;
  /** How much of that is this process's, when several go out by the same addresses; all when not given. */
  portion?: BudgetPortion | undefined;
  /** The egress addresses; an account keeps to one. The one that the system chooses when not given. */
  egress?: readonly EgressAddress[] | undefined;
  /** Told when nothing comes back any more by an egress address, by its name and why, and when something does again (undefined). */
  onTrouble?: ((egress: string, trouble: EgressTrouble | undefined) => void) | undefined;
  /** Signs what is asked with an access key; without it such calls go unsigned. */
  appKey?: AppKey | undefined;
  /** Where cooldowns after a risk answer are kept over a restart; forgotten by one when not given. */
  cooldowns?: CooldownRecords | undefined;
  clock?: Clock | undefined;
  /** Asked right before every request; rejects when another process may do this one's work by now, and nothing is asked. */
  fence?: (() => Promise<void>) | undefined;
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
  /** Runs work while no other process runs any of this name; for logins that several have. */
  exclusively?: RefresherTools['exclusively'];
  /** Whether the daily check of a login of this account is this process's, of several that have it. */
  checksFirst?: RefresherTools['checksFirst'];
}

/** Bilibili, as the program knows it. */
export interface Bilibili {
  /** Calls without a login. */
  guest: Calls;
  /** Calls with a login; see `Session` on sharing it. */
  session(options: SessionOptions): Session;
  qr: QrLogin;
  /**
   * Who a login is of, and the login to keep. Throws `BilibiliRefused` with reason `login` when it is of nobody, or, for
   * an access key, opens nothing.
   */
  identify(credential: Credential, options?: LoginOptions): Promise<Identified>;
  /**
   * Where a b23.tv link leads, without going there: an https address on bilibili.com; undefined when it has expired,
   * leads elsewhere, or is no b23.tv link.
   */
  resolveShortLink(link: string, options?: CallOptions): Promise<string | undefined>;
  /**
   * Downloads a picture of the site by its address, the way that an account goes, or a chat; undefined when it is none of
   * the site's, or cannot be had.
   */
  readPicture(
    address: string,
    owner: { mid: number } | { chat: number },
    signal?: AbortSignal,
  ): Promise<Uint8Array | undefined>;
  /** The name of the egress address of an account. */
  egressOf(mid: number): string;
  /** How the egress addresses are doing just now. */
  egress(): EgressState[];
  /** Another process has begun a cooldown that goes by this key among the records, or ended it (undefined). */
  adoptCooldown(key: string, saved: SavedCooldown | undefined): void;
}

/**
 * A client of Bilibili.
 *
 * @example
 * const bilibili = createBilibili({ readSpacing: 1000, writeSpacing: 4000, budget: usualBudget(1000) });
 * const { mid, credential } = await bilibili.identify(pasted);
 * const session = bilibili.session({ mid, credential, store });
 * const { follower } = await session.people.stat({ vmid: mid });
 */
export function createBilibili(options: BilibiliOptions): Bilibili {
  const { signal, renewalKey: key, fence, onCall, onAnswer, retries, appKey } = options;
  const { exclusively, checksFirst } = options;
  const clock = options.clock ?? systemClock;
  const random = options.random ?? Math.random;
  const buildUrl = createBuildUrl(options.root);
  const egresses = createEgresses({
    addresses: options.egress,
    clock,
    timeout: options.timeout ?? 10_000,
    spacing: { read: options.readSpacing, write: options.writeSpacing },
    budget: options.budget,
    portion: options.portion,
    records: options.cooldowns,
    root: options.root,
    onTrouble: options.onTrouble,
  });
  const call = createCall({
    buildUrl,
    egresses,
    clock,
    fence,
    random,
    appKey,
    signal,
    onCall,
    onAnswer,
    retries,
  });
  const asGuest = async (endpoint: Endpoint, params: Record<string, unknown>, given: CallOptions) =>
    (await call(endpoint, params, guest, given.signal)).data;
  const eitherSignal = createEitherSignal(signal);
  const sessionTools = { call, clock, key, exclusively, checksFirst, eitherSignal };
  let identified = 0;

  return {
    guest: {
      relations: bind.relations(asGuest),
      groups: bind.groups(asGuest),
      people: bind.people(asGuest),
      videos: bind.videos(asGuest),
      authors: bind.authors(asGuest),
      creator: bind.creator(asGuest),
      login: bind.login(asGuest),
    },
    session: (session) => createSession(session, sessionTools),
    qr: createQrLogin(call, clock),
    identify(credential, given) {
      identified += 1;
      return identifyLogin(call, `login ${identified}`, credential, given);
    },
    resolveShortLink: (link, given) => resolveShortLink(link, call, given),
    readPicture: (picture, owner, given) =>
      egresses
        .of('mid' in owner ? String(owner.mid) : egressKeyOfChat(owner.chat))
        .readPicture(picture, given),
    egressOf: (mid) => egresses.of(String(mid)).name,
    egress: () => egresses.all.map(({ state }) => state),
    adoptCooldown(key, saved) {
      for (const { pace } of egresses.all) pace.adopt(key, saved);
    },
  };
}
