import type { KeyObject } from 'node:crypto';
import { type Clock, systemClock } from '../clock.ts';
import type { EgressAddress } from '../config.ts';
import { createEitherSignal } from './abort.ts';
import { createSession, type Session, type SessionOptions } from './account-session.ts';
import type { AppKey } from './app-sign.ts';
import { bind, type CallOptions, type Calls } from './bind-endpoints.ts';
import { createBuildUrl, guest } from './build-request.ts';
import { createCall } from './call.ts';
import type { CooldownRecords, SavedCooldown } from './cooldown.ts';
import type { Credential } from './credential.ts';
import type { RefresherTools } from './credential-refresher.ts';
import { createEgresses, type EgressState } from './egress.ts';
import { egressKeyOfChat, type LoginCallOptions } from './egress-affinity-key.ts';
import type { EgressTrouble } from './egress-failure-kinds.ts';
import type { Endpoint } from './endpoint.ts';
import { type Identified, identifyLogin } from './identify-login.ts';
import { createQrLogin, type QrLogin } from './qr-login.ts';
import type { Budget, BudgetPortion } from './request-budget.ts';
import type { CallReport, RawAnswer } from './request-exchange.ts';
import { resolveShortLink } from './short-link.ts';

/** How to reach Bilibili, and at what rate. */
export interface BilibiliOptions {
  /** Base URL to use in place of the hosts of Bilibili: https://HOST/PATH becomes root/HOST/PATH. */
  root?: string | undefined;
  /** Ms between the end of a session's request and the start of its next. */
  readSpacing: number;
  /** Ms between the end of a session's write and the start of its next write. */
  writeSpacing: number;
  /** The rate limit for all sessions of one egress address together; none by default. */
  budget?: Budget | undefined;
  /**
   * The portion of the budget this process may use when several share the addresses; by default all of it.
   */
  portion?: BudgetPortion | undefined;
  /** The egress addresses; an account always uses the same one. By default the one the system chooses. */
  egress?: readonly EgressAddress[] | undefined;
  /**
   * Called with an egress address's name and the trouble when it stops working, and with `undefined` when it
   * works again.
   */
  onTrouble?: ((egress: string, trouble: EgressTrouble | undefined) => void) | undefined;
  /** Signs calls made with an access key; without it they are sent unsigned. */
  appKey?: AppKey | undefined;
  /** Stores cooldowns after risk control across restarts; without it a restart ends them. */
  cooldowns?: CooldownRecords | undefined;
  clock?: Clock | undefined;
  /**
   * Awaited right before every request. Rejects when another process may have taken over this one's work; the
   * request is then not sent.
   */
  fence?: (() => Promise<void>) | undefined;
  /** Random numbers from 0 to 1, for retry jitter. */
  random?: (() => number) | undefined;
  /** Request timeout in ms; 10 000 by default. */
  timeout?: number | undefined;
  /** Aborts when the program stops: every call rejects with its reason. */
  signal?: AbortSignal | undefined;
  /** Called after every request. */
  onCall?: ((call: CallReport) => void) | undefined;
  /**
   * Called with every raw answer before it is parsed, for comparison with the documented shape. Never log it.
   */
  onAnswer?: ((answer: RawAnswer) => void) | undefined;
  /** How often a read is retried when there is no answer; 2 by default. */
  retries?: number | undefined;
  /** The public key used to renew cookies, if not Bilibili's own. */
  renewalKey?: KeyObject | undefined;
  /** Runs work under a name-based lock across processes; for logins that several processes use. */
  exclusively?: RefresherTools['exclusively'];
  /** Whether this process does the daily check of an account's login, when several processes use it. */
  checksFirst?: RefresherTools['checksFirst'];
}

/** The client for Bilibili. */
export interface Bilibili {
  /** Calls without a login. */
  guest: Calls;
  /** Calls with a login; see `Session` about sharing one. */
  session(options: SessionOptions): Session;
  qr: QrLogin;
  /**
   * Finds the account a login belongs to, and returns the credential to save. Throws `BilibiliRefused` with
   * reason `login` when it belongs to no account, or when it is an access key that gives no access.
   */
  identify(credential: Credential, options?: LoginCallOptions): Promise<Identified>;
  /**
   * Where a b23.tv link leads, without following it: an https address on bilibili.com; `undefined` when the
   * link has expired, leads elsewhere, or is not a b23.tv link.
   */
  resolveShortLink(link: string, options?: CallOptions): Promise<string | undefined>;
  /**
   * Downloads a picture from Bilibili's image hosts, through the egress address of an account or chat;
   * `undefined` when the address is not on those hosts or the download fails.
   */
  readPicture(
    address: string,
    owner: { mid: number } | { chat: number },
    signal?: AbortSignal,
  ): Promise<Uint8Array | undefined>;
  /** The name of the egress address an account uses. */
  egressOf(mid: number): string;
  /** The current state of the egress addresses. */
  egress(): EgressState[];
  /**
   * Takes over a cooldown that another process has started or, with `undefined`, ended; `key` as in the
   * cooldown records.
   */
  adoptCooldown(key: string, saved: SavedCooldown | undefined): void;
}

/**
 * Creates a client for Bilibili.
 *
 * @example
 * const bilibili = createBilibili({ readSpacing: 1000, writeSpacing: 4000, budget: defaultBudget(1000) });
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
  const asGuest = async (endpoint: Endpoint, params: Record<string, unknown>, callOptions: CallOptions) =>
    (await call(endpoint, params, guest, callOptions)).data;
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
    identify(credential, callOptions) {
      identified += 1;
      return identifyLogin(call, `login ${identified}`, credential, callOptions);
    },
    resolveShortLink: (link, callOptions) => resolveShortLink(link, call, callOptions),
    readPicture: (picture, owner, callSignal) =>
      egresses
        .of('mid' in owner ? String(owner.mid) : egressKeyOfChat(owner.chat))
        .readPicture(picture, callSignal),
    egressOf: (mid) => egresses.of(String(mid)).name,
    egress: () => egresses.all.map(({ state }) => state),
    adoptCooldown(key, saved) {
      for (const { pace } of egresses.all) pace.adopt(key, saved);
    },
  };
}
