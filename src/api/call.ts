import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import { anySignal, orAbort } from './abort.ts';
import { type Reason, reasonOf } from './codes.ts';
import { redactSecrets, secretsOf } from './credential.ts';
import type { Endpoint } from './endpoint.ts';
import { judge, type Refusal, type Verdict } from './envelope.ts';
import { BilibiliRefused, BilibiliUnreachable } from './errors.ts';
import { encodeParameters, type FormFields } from './form-fields.ts';
import type { Address } from './hosts.ts';
import type { Pace } from './pace.ts';
import { type Asker, buildRequest, credentialed } from './request.ts';
import type { HttpAnswer, Transport } from './transport.ts';
import { sign } from './wbi.ts';
import { type WbiKeys, wbiKeys } from './wbi-keys.ts';

const usualRetries = 2;
const backOff = 500;

/** One request and its outcome, for log and metrics; nothing secret in it. */
export interface CallReport {
  /** The path, without its query. */
  endpoint: string;
  /** Whose session asked. */
  mid?: number;
  /** From request to answer, without the wait for its turn. */
  milliseconds: number;
  outcome: 'ok' | Reason | BilibiliUnreachable['why'];
}

/** What a call works with. */
export interface CallTools {
  address: Address;
  transport: Transport;
  pace: Pace;
  keys: WbiKeys;
  clock: Clock;
  random: () => number;
  /** The program stops. */
  signal?: AbortSignal | undefined;
  onCall?: ((call: CallReport) => void) | undefined;
  onAnswer?: ((answer: RawAnswer) => void) | undefined;
  /** How often a read is asked again that found no answer; 2 when not given. */
  retries?: number | undefined;
}

/** What came back for a row, as it came: other people's data, and perhaps secrets. Not for any log. */
export interface RawAnswer {
  row: Endpoint;
  text: string;
}

/** An answer: its data, and the cookies it sets. */
export interface Answer<Data> {
  data: Data;
  setCookies: string[];
}

/** Asks the site for a row: everything that happens on the way of one call. */
export type Call = <P extends z.ZodObject, A extends z.ZodType, I>(
  row: Endpoint<P, A, I>,
  params: z.input<P>,
  asker: Asker,
  signal?: AbortSignal,
) => Promise<Answer<z.output<A>>>;

/** Makes the one call that all rows go through. */
export function createCall(tools: CallTools): Call {
  const { clock, pace, keys, random, retries = usualRetries } = tools;

  return async (row, params, asker, callerSignal) => {
    const ask = {
      row,
      fields: encodeParameters(row, params),
      asker,
      signal: anySignal(callerSignal, tools.signal),
    };
    for (let tries = 0; ; tries += 1) {
      try {
        return (await attempt(ask)) as Answer<z.output<typeof row.answer>>;
      } catch (error) {
        if (row.method !== 'GET' || tries >= retries || !passes(error)) throw error;
      }
      await clock.sleep(backOff * 2 ** tries * (0.5 + random()), ask.signal);
    }
  };

  /** One try: for a signed row two requests, when the first is turned away and the key may be stale. */
  async function attempt(ask: Ask): Promise<Answer<unknown>> {
    const fields = credentialed(ask.row, ask.fields, ask.asker.credential);
    if (!ask.row.wbi) return request({ ...ask, fields });
    const keyAsk = { row: wbiKeys, fields: {}, asker: ask.asker, signal: tools.signal };
    const fetchKey = async () => (await attempt(keyAsk)).data as z.output<typeof wbiKeys.answer>;
    const signed = (key: string) => ({ ...ask, fields: sign(fields, key, Math.floor(clock.now() / 1000)) });

    const key = await orAbort(keys.current(fetchKey), ask.signal);
    try {
      return await request(signed(key), true);
    } catch (error) {
      if (!(error instanceof StaleKey)) throw error;
      const other = await orAbort(keys.fresh(key, fetchKey), ask.signal).catch(() => {
        ask.signal?.throwIfAborted();
        throw error.settle();
      });
      return request(signed(other));
    }
  }

  /** One request in its turn. `mayRenewKey`: a risk answer is not final yet, and nothing rests. */
  function request(ask: Ask, mayRenewKey = false): Promise<Answer<unknown>> {
    const { row, fields, asker, signal } = ask;
    const { endpoint } = row;
    const kind = row.method === 'GET' ? 'read' : 'write';
    return pace.run({ lane: asker.lane, kind, endpoint, signal }, async (startedAt) => {
      const report = (outcome: CallReport['outcome']) => {
        const call = { endpoint, milliseconds: clock.now() - startedAt, outcome };
        tools.onCall?.(asker.mid === undefined ? call : { ...call, mid: asker.mid });
      };
      let answer: HttpAnswer;
      let verdict: Verdict;
      try {
        answer = await tools.transport(buildRequest(row, fields, asker, tools.address), endpoint, signal);
        tools.onAnswer?.({ row, text: answer.text });
        verdict = judge(row, answer);
      } catch (error) {
        if (error instanceof BilibiliUnreachable) report(error.why);
        throw error;
      }
      if ('data' in verdict) {
        report('ok');
        pace.success(asker.lane, startedAt);
        return { data: verdict.data, setCookies: answer.setCookies };
      }
      const refusal = verdict;
      report(reasonOf(refusal.code));
      const settle = () => refuse(ask, refusal, startedAt);
      if (mayRenewKey && (refusal.code === -352 || refusal.code === -403)) throw new StaleKey(settle);
      throw settle();
    });
  }

  /** The error for a refusal; begins the rest that risk control calls for. */
  function refuse(
    { row, fields, asker }: Ask,
    { code, message }: Refusal,
    startedAt: number,
  ): BilibiliRefused {
    const reason = reasonOf(code);
    const given = (row.secret ?? []).map((name) => fields[name] ?? '');
    const siteMessage = redactSecrets(message, [...secretsOf(asker.credential), ...given]).slice(0, 200);
    const refusal = { reason, code, endpoint: row.endpoint, siteMessage };
    if (reason !== 'risk') return new BilibiliRefused(refusal);
    return new BilibiliRefused({ ...refusal, restUntil: pace.risk(asker.lane, code, startedAt) });
  }
}

/** Something to ask, checked. */
interface Ask {
  row: Endpoint;
  fields: FormFields;
  asker: Asker;
  signal: AbortSignal | undefined;
}

/** A signed request was turned away, which another key may change; never leaves this file. */
class StaleKey extends Error {
  readonly settle: () => BilibiliRefused;
  constructor(settle: () => BilibiliRefused) {
    super('the signing key may be stale');
    this.settle = settle;
  }
}

/** Whether trying again may help: no answer, or a server in trouble; not a page that says "no such thing". */
function passes(error: unknown): boolean {
  if (error instanceof BilibiliRefused) return error.reason === 'busy';
  if (!(error instanceof BilibiliUnreachable)) return false;
  return error.status === undefined || error.status < 300 || error.status >= 500;
}
