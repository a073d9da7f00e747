import {
  BilibiliRefused,
  BilibiliUnreachable,
  type Calls,
  type Credential,
  createBilibili,
  defaultBudget,
  type Endpoint,
  type RawAnswer,
} from '../api/index.ts';
import { formatMoment } from '../bot/text/format-times.ts';
import type { Config } from '../config.ts';
import { type Probe, type ProbeContext, probes } from './endpoint-probes.ts';
import { batchFanCountsFinding, endpointFindings } from './endpoint-verdict.ts';
import { bad, type Finding, note } from './finding.ts';

/** The login that requests are made with. */
export interface DoctorLogin {
  chat: string;
  mid: number;
  credential: Credential;
}

/** Options of {@link checkEndpoints}. */
export interface EndpointOptions {
  /** Without a login, only what a guest may read is requested. */
  login: DoctorLogin | undefined;
  /** The person a guest's requests are about. */
  mid: number;
  /** Also report fields that the program does not use. */
  extra: boolean;
}

/** After this many requests in a row without an answer, Bilibili counts as unreachable. */
const mostUnanswered = 3;

/**
 * Requests every read endpoint once, at the program's usual pace, and compares the answers with the
 * documentation. Nothing is written to Bilibili: no login is renewed and no request retried. A risk control
 * answer ends the check.
 * @param say called with what is about to be requested, and with each finding
 */
export async function checkEndpoints(
  config: Config,
  { login, mid, extra }: EndpointOptions,
  say: (line: Finding) => void,
): Promise<void> {
  const answers = new Map<Endpoint, RawAnswer>();
  let asked = 0;
  const bilibili = createBilibili({
    root: config.bilibiliRoot,
    readSpacing: config.readSpacing,
    writeSpacing: config.writeSpacing,
    budget: defaultBudget(config.readSpacing),
    egress: config.egress,
    appKey: config.appKey && config.appSecret ? { key: config.appKey, secret: config.appSecret } : undefined,
    retries: 0,
    onCall() {
      asked += 1;
    },
    onAnswer(given) {
      answers.set(given.endpoint, given);
    },
  });
  const calls: Calls = login
    ? bilibili.session({
        mid: login.mid,
        // Device cookies it may receive are used for this check only.
        credential: withoutRefreshToken(login.credential),
      })
    : bilibili.guest;
  const known: ProbeContext = { other: mid, ...(login && { me: login.mid }) };
  const todo = probes.filter((probe) => mayAsk(probe, login));
  announce();

  let unanswered = 0;
  for (const [index, probe] of todo.entries()) {
    const error = await probe.ask(calls, known).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const answer = answers.get(probe.endpoint);
    for (const finding of endpointFindings(probe, { error, answer }, extra)) say(finding);
    unanswered = isNoAnswer(error) ? unanswered + 1 : 0;
    const left = todo.length - index - 1;
    const stop = reasonToStop(error, unanswered);
    if (stop === undefined || left === 0) continue;
    say(bad(`${stop}. ${left} endpoints were not asked`));
    break;
  }
  const counts = batchFanCountsFinding({ together: known.countTogether, inList: known.countInList });
  if (counts) say(counts);
  say(note(`${asked} requests were made`));

  function announce(): void {
    const signed = todo.some(({ endpoint }) => endpoint.wbi) ? 1 : 0;
    const device = login && lacksDevice(login.credential) ? 1 : 0;
    const total = todo.length + signed + device;
    const pace = `one after the other, ${config.readSpacing} ms apart`;
    const who = login ? `${login.mid} of chat ${login.chat}` : 'a guest';
    say(note(`Bilibili, as ${who}: ${total} requests, ${pace}`));
    const others = probes.length - todo.length;
    if (!login)
      say(note(`${others} endpoints need a login: log in with /login in a chat, then run this again`));
  }

  function reasonToStop(error: unknown, silent: number): string | undefined {
    if (error instanceof BilibiliRefused && error.restUntil !== undefined) {
      const until = formatMoment(error.restUntil, config.timezone);
      return `Bilibili shows risk control: resting until ${until} (${config.timezone}), so stopped here`;
    }
    if (error instanceof BilibiliRefused && error.reason === 'login' && login)
      return 'The login is not taken: log in again in the chat, so stopped here';
    return silent >= mostUnanswered ? 'Bilibili cannot be reached, so stopped here' : undefined;
  }
}

function isNoAnswer(error: unknown): boolean {
  return error instanceof BilibiliUnreachable && (error.why === 'network' || error.why === 'timeout');
}

function mayAsk({ who }: Probe, login: DoctorLogin | undefined): boolean {
  if (who === 'anyone') return true;
  return who === 'login' ? login !== undefined : login?.credential.kind === 'cookie';
}

function lacksDevice(credential: Credential): boolean {
  return credential.kind === 'cookie' && credential.cookies.buvid3 === undefined;
}

/**
 * Without its refresh token the login is not renewed here: the new one would be lost, as only the bot stores
 * it.
 */
function withoutRefreshToken(credential: Credential): Credential {
  if (credential.kind !== 'cookie') return credential;
  const { refreshToken: _, ...rest } = credential;
  return rest;
}
