import { hash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type AppKey, signAsApp } from './app-sign.ts';
import { type Asker, type BuildUrl, buildRequest } from './build-request.ts';
import type { Reason } from './codes.ts';
import { decodeBody } from './decode-body.ts';
import type { Egress } from './egress.ts';
import type { Endpoint, FormFields } from './endpoint.ts';
import { type DataOrRefusal, parseAnswer } from './envelope.ts';
import { BilibiliUnreachable, RepeatedAnswer } from './errors.ts';

/** A page of 50 people is 30 kB; parsing a megabyte of empty objects takes 0.1 s. */
const defaultMaxBytes = 1024 * 1024;

/** One request and its outcome, for log and metrics; contains no secrets. */
export interface CallReport {
  /** The path, without query. */
  endpoint: string;
  /** The egress address; `default` for the one that the system chooses. */
  egress: string;
  /** The session's mid. */
  mid?: number;
  /** Time from request to answer, without waiting for a turn. */
  milliseconds: number;
  outcome: 'ok' | Reason | BilibiliUnreachable['why'];
  /** The people a write was for, and its `act` (see `relationActs`), whatever its outcome. Never log it. */
  write?: { people: readonly number[]; act: number | undefined };
}

/** The raw answer of an endpoint: other people's data, and possibly secrets. Never log it. */
export interface RawAnswer {
  endpoint: Endpoint;
  text: string;
}

/** A request with checked parameters. */
export interface ExchangeRequest {
  endpoint: Endpoint;
  fields: FormFields;
  asker: Asker;
  /** The egress address it is sent through. */
  egress: Pick<Egress, 'name' | 'transport'>;
  signal: AbortSignal | undefined;
  /** See `CallOptions`. */
  isRepeat?: ((digest: string) => boolean) | undefined;
}

/** A parsed answer. The caller reports the outcome, because it may find out more about it. */
export interface ExchangeResult {
  verdict: DataOrRefusal;
  setCookies: string[];
  report(outcome: CallReport['outcome']): void;
}

/** What requests are sent with. */
export interface ExchangeTools {
  buildUrl: BuildUrl;
  clock: Clock;
  /**
   * Awaited right before every request. Rejects when another process may have taken over this one's work; the
   * request is then not sent.
   */
  fence?: (() => Promise<void>) | undefined;
  /** Signs calls made with an access key; without it they are sent unsigned. */
  appKey?: AppKey | undefined;
  onCall?: ((call: CallReport) => void) | undefined;
  onAnswer?: ((answer: RawAnswer) => void) | undefined;
}

/**
 * Sends a request that started at `startedAt` (monotonic ms) and parses the answer; reports the outcome
 * itself when there is no answer, or when it throws `RepeatedAnswer`.
 */
export type Exchange = (question: ExchangeRequest, startedAt: number) => Promise<ExchangeResult>;

function writeOf({ fid = '', fids = fid, act }: FormFields): NonNullable<CallReport['write']> {
  const people = fids === '' ? [] : fids.split(',').map(Number);
  return { people, act: act === undefined ? undefined : Number(act) };
}

/** A digest of a body as it was received: 8 characters, because one is kept of every watched account. */
function digestOfBody(body: Buffer): string {
  return hash('sha256', body, 'binary').slice(0, 8);
}

/** Creates the function through which all requests are sent. */
export function createExchange({
  buildUrl,
  clock,
  fence,
  appKey,
  onCall,
  onAnswer,
}: ExchangeTools): Exchange {
  return async ({ endpoint, fields, asker, egress, signal, isRepeat }, startedAt) => {
    let milliseconds = 0;
    const measure = () => {
      milliseconds = Math.round(clock.monotonic() - startedAt);
    };
    const report = (outcome: CallReport['outcome']) => {
      onCall?.({
        endpoint: endpoint.label,
        egress: egress.name,
        milliseconds,
        outcome,
        ...(asker.mid !== undefined && { mid: asker.mid }),
        ...(endpoint.method === 'POST' && { write: writeOf(fields) }),
      });
    };
    const wantsSign = appKey && asker.credential?.kind === 'accessKey' && !endpoint.withoutLogin;
    const all = wantsSign ? signAsApp(fields, appKey, Math.floor(clock.now() / 1000)) : fields;
    try {
      const request = buildRequest(endpoint, all, asker, buildUrl);
      await fence?.();
      const { label, maxBytes = defaultMaxBytes } = endpoint;
      const answer = await egress.transport(request, label, maxBytes, signal);
      measure();
      const { status, setCookies, location } = answer;
      if (status === 200 && isRepeat?.(digestOfBody(answer.body))) {
        report('ok');
        throw new RepeatedAnswer();
      }
      const text = decodeBody(answer, label, maxBytes);
      onAnswer?.({ endpoint, text });
      return { verdict: parseAnswer(endpoint, fields, { status, location, text }), setCookies, report };
    } catch (error) {
      measure();
      if (error instanceof BilibiliUnreachable) report(error.why);
      throw error;
    }
  };
}
