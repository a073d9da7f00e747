import type { Clock } from '../clock.ts';
import { type AppKey, signAsApp } from './app-sign.ts';
import { type Asker, buildRequest } from './build-request.ts';
import type { BuildUrl } from './build-url.ts';
import type { FormFields } from './check-and-encode-parameters.ts';
import type { Reason } from './codes.ts';
import type { Egress } from './egress.ts';
import type { Endpoint } from './endpoint.ts';
import { judge, type Verdict } from './envelope.ts';
import { BilibiliUnreachable } from './errors.ts';

/** A page of 50 people is 30 kB; a megabyte of empty objects is read in a tenth of a second. */
const usualMaxBytes = 1024 * 1024;

/** One request and its outcome, for log and metrics; nothing secret in it. */
export interface CallReport {
  /** The path, without its query. */
  endpoint: string;
  /** The way it went; `default` for the one that the system chooses. */
  egress: string;
  /** Whose session asked. */
  mid?: number;
  /** From request to answer, without the wait for its turn. */
  milliseconds: number;
  outcome: 'ok' | Reason | BilibiliUnreachable['why'];
  /** Whom a write was for, and what it did to them (see `relationActs`), whatever came of it. Not for any log. */
  write?: { people: readonly number[]; act: number | undefined };
}

/** What came back from an endpoint, as it came: other people's data, and perhaps secrets. Not for any log. */
export interface RawAnswer {
  endpoint: Endpoint;
  text: string;
}

/** Something to ask, checked. */
export interface ExchangeRequest {
  endpoint: Endpoint;
  fields: FormFields;
  asker: Asker;
  /** The way it goes. */
  egress: Pick<Egress, 'name' | 'transport'>;
  signal: AbortSignal | undefined;
}

/** An answer as it was read. How it went is reported by the caller, who may learn more of it. */
export interface Exchanged {
  verdict: Verdict;
  setCookies: string[];
  report(outcome: CallReport['outcome']): void;
}

/** What requests are sent with. */
export interface ExchangeTools {
  buildUrl: BuildUrl;
  clock: Clock;
  /** Asked right before every request; rejects when another process may do this one's work by now, and nothing is asked. */
  fence?: (() => Promise<void>) | undefined;
  /** Signs what is asked with an access key; without it such calls go unsigned. */
  appKey?: AppKey | undefined;
  onCall?: ((call: CallReport) => void) | undefined;
  onAnswer?: ((answer: RawAnswer) => void) | undefined;
}

/** Sends a request that started at `startedAt` (monotonic ms) and reads what comes back; reports that nothing did. */
export type Exchange = (question: ExchangeRequest, startedAt: number) => Promise<Exchanged>;

function writeOf({ fid = '', fids = fid, act }: FormFields): NonNullable<CallReport['write']> {
  const people = fids === '' ? [] : fids.split(',').map(Number);
  return { people, act: act === undefined ? undefined : Number(act) };
}

/** Makes the one way in which requests leave. */
export function createExchange({
  buildUrl,
  clock,
  fence,
  appKey,
  onCall,
  onAnswer,
}: ExchangeTools): Exchange {
  return async ({ endpoint, fields, asker, egress, signal }, startedAt) => {
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
    const wantsSign = appKey && asker.credential?.kind === 'accessKey' && !endpoint.open;
    const all = wantsSign ? signAsApp(fields, appKey, Math.floor(clock.now() / 1000)) : fields;
    try {
      const request = buildRequest(endpoint, all, asker, buildUrl);
      await fence?.();
      const answer = await egress.transport(
        request,
        endpoint.label,
        endpoint.maxBytes ?? usualMaxBytes,
        signal,
      );
      measure();
      onAnswer?.({ endpoint, text: answer.text });
      return { verdict: judge(endpoint, fields, answer), setCookies: answer.setCookies, report };
    } catch (error) {
      measure();
      if (error instanceof BilibiliUnreachable) report(error.why);
      throw error;
    }
  };
}
