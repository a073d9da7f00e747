import type { z } from 'zod';
import { createEitherSignal, orAbort } from './abort.ts';
import type { CallOptions } from './bind-endpoints.ts';
import { type Asker, withCredential } from './build-request.ts';
import { checkAndEncodeParameters } from './check-and-encode-parameters.ts';
import { reasonOfCode, riskCheck } from './codes.ts';
import { type PackedCredential, redactSecrets, secretsOf } from './credential.ts';
import type { Egress, Egresses } from './egress.ts';
import type { Endpoint } from './endpoint.ts';
import { loginEndpoints } from './endpoints/login.ts';
import type { Refusal } from './envelope.ts';
import { BilibiliRefused, BilibiliUnreachable, RepeatedAnswer } from './errors.ts';
import { createExchange, type ExchangeRequest, type ExchangeTools } from './request-exchange.ts';
import type { Turn } from './request-scheduler.ts';
import { signWbi, wbiKeys } from './wbi.ts';

const defaultRetries = 2;
const backOff = 500;

export interface CallTools extends ExchangeTools {
  egresses: Egresses;
  random: () => number;
  /** Aborts when the program stops. */
  signal?: AbortSignal | undefined;
  /** How often a read is retried when there is no answer; 2 by default. */
  retries?: number | undefined;
}

/** The data of an answer, and the cookies it sets. */
export interface Answer<Data> {
  data: Data;
  setCookies: string[];
}

/** Calls an endpoint: checks parameters, signs, waits for a turn, retries reads, starts cooldowns. */
export type Call = <P extends z.ZodObject, A extends z.ZodType, I>(
  endpoint: Endpoint<P, A, I>,
  params: z.input<P>,
  asker: Asker,
  options?: Pick<CallOptions, 'signal' | 'isRepeat'>,
) => Promise<Answer<z.output<A>>>;

/** Creates the function that every call to Bilibili goes through. */
export function createCall(tools: CallTools): Call {
  const { clock, egresses, random, appKey, retries = defaultRetries } = tools;
  const exchange = createExchange(tools);
  const eitherSignal = createEitherSignal(tools.signal);
  /** Logins that the site has declared invalid. */
  const ended = new WeakSet<PackedCredential>();

  return async (endpoint, params, asker, { signal, isRepeat } = {}) => {
    const question = {
      endpoint,
      fields: checkAndEncodeParameters(endpoint, params),
      asker,
      egress: egresses.of(asker.route ?? asker.queue),
      signal: eitherSignal(signal),
      isRepeat,
    };
    let askedAgain = retries === 0;
    for (let tries = 0; ; tries += 1) {
      try {
        const answer = (await attempt(question)) as Answer<z.output<typeof endpoint.answer>>;
        if (askedAgain || !isEmptyFirstPage(question, answer.data)) return answer;
        askedAgain = true;
      } catch (error) {
        if (endpoint.method !== 'GET' || tries >= retries || !mayRetry(error)) throw error;
      }
      await clock.sleep(backOff * 2 ** tries * (0.5 + random()), question.signal);
    }
  };

  /**
   * One attempt. For a signed endpoint a second request follows when the first is refused and the key may be
   * stale.
   */
  async function attempt(question: Question): Promise<Answer<unknown>> {
    const { endpoint, asker, egress, signal } = question;
    const { keys } = egress;
    const fields = withCredential(endpoint, question.fields, asker.credential);
    if (!endpoint.wbi) return request({ ...question, fields });
    const keyQuestion = { endpoint: wbiKeys, fields: {}, asker, egress, signal: tools.signal };
    const fetchKey = async () => (await attempt(keyQuestion)).data as z.output<typeof wbiKeys.answer>;
    const signed = (key: string) => ({ ...question, fields: signWbi(fields, key, seconds()) });

    const key = await orAbort(keys.current(fetchKey), signal);
    try {
      return await request(signed(key), true);
    } catch (error) {
      if (!(error instanceof StaleKey)) throw error;
      const other = await orAbort(keys.replace(key, fetchKey), signal).catch(() => {
        signal?.throwIfAborted();
        throw error.toRefusal();
      });
      return request(signed(other));
    }
  }

  /** One request in its turn. With `mayRenewKey` a risk answer is not final and starts no cooldown. */
  function request(question: Question, mayRenewKey = false): Promise<Answer<unknown>> {
    const { endpoint, asker, egress, signal } = question;
    const { pace } = egress;
    const kind = endpoint.method === 'GET' ? 'read' : 'write';
    return pace.run(
      { queue: asker.queue, kind, share: asker.share, endpoint: endpoint.label, signal },
      async (turn) => {
        const { startedAt } = turn;
        const { verdict, setCookies, report } = await exchange(question, startedAt).catch(
          (error: unknown) => {
            if (error instanceof RepeatedAnswer) pace.reportSuccess(asker.queue, startedAt);
            throw error;
          },
        );
        if ('data' in verdict) {
          report('ok');
          pace.reportSuccess(asker.queue, startedAt);
          return { data: verdict.data, setCookies };
        }
        const { code } = verdict;
        const refuse = () => refusalOf(question, verdict, startedAt);
        const mayBeStale = mayRenewKey && (code === riskCheck || code === -403);
        const isDead =
          !mayBeStale &&
          code === riskCheck &&
          (await hasEnded(question, turn).catch((givenUp: unknown) => {
            refuse();
            throw givenUp;
          }));
        report(isDead ? 'login' : reasonOfCode(code));
        if (mayBeStale) throw new StaleKey(refuse);
        throw isDead ? new BilibiliRefused({ reason: 'login', code, endpoint: endpoint.label }) : refuse();
      },
    );
  }

  /**
   * Whether the login behind a risk answer has become invalid: the site may treat an invalid login as a
   * robot. Asked once, in the same turn, before the cooldown starts; without a clear answer the login counts
   * as valid.
   */
  async function hasEnded({ endpoint, asker, egress, signal }: Question, turn: Turn): Promise<boolean> {
    const { credential } = asker;
    if (credential === undefined || endpoint.withoutLogin || endpoint.path === loginEndpoints.isLoggedIn.path)
      return false;
    if (ended.has(credential)) return true;
    const { isLoggedIn } = loginEndpoints;
    const fields = withCredential(isLoggedIn, {}, credential);
    try {
      const startedAt = await turn.anotherRequest();
      const { verdict, report } = await exchange(
        { endpoint: isLoggedIn, fields, asker, egress, signal },
        startedAt,
      );
      report('data' in verdict ? 'ok' : reasonOfCode(verdict.code));
      const isDead = 'data' in verdict ? verdict.data === false : reasonOfCode(verdict.code) === 'login';
      if (isDead) ended.add(credential);
      return isDead;
    } catch (error) {
      if (error instanceof BilibiliUnreachable) return false;
      throw error;
    }
  }

  /** The error for a refusal; starts a cooldown after risk control. */
  function refusalOf(
    { endpoint, fields, asker, egress }: Question,
    { code, message }: Refusal,
    startedAt: number,
  ): BilibiliRefused {
    const reason = reasonOfCode(code);
    const secretParams = (endpoint.secret ?? []).map((name) => fields[name] ?? '');
    const secrets = [...secretsOf(asker.credential), ...secretParams, ...(appKey ? [appKey.secret] : [])];
    const siteMessage = redactSecrets(message, secrets).slice(0, 200);
    const refusal = { reason, code, endpoint: endpoint.label, siteMessage };
    if (reason !== 'risk') return new BilibiliRefused(refusal);
    return new BilibiliRefused({
      ...refusal,
      restUntil: egress.pace.reportRisk(asker.queue, code, startedAt),
    });
  }

  function seconds(): number {
    return Math.floor(clock.now() / 1000);
  }
}

/** A request with its egress address. */
interface Question extends ExchangeRequest {
  egress: Egress;
}

/** A signed request was refused, possibly because of a stale key. Never leaves this file. */
class StaleKey extends Error {
  readonly toRefusal: () => BilibiliRefused;
  constructor(refuse: () => BilibiliRefused) {
    super('the signing key may be stale');
    this.toRefusal = refuse;
  }
}

/** Whether a retry may help: no answer, or a server error; not a page that says "not found". */
function mayRetry(error: unknown): boolean {
  if (error instanceof BilibiliRefused) return error.reason === 'busy';
  if (!(error instanceof BilibiliUnreachable)) return false;
  return error.status === undefined || error.status < 300 || error.status >= 500;
}

/**
 * Whether the first page of a list came empty without a total of 0: the site sometimes answers so by
 * mistake.
 */
function isEmptyFirstPage({ endpoint, fields }: ExchangeRequest, data: unknown): boolean {
  const { paged } = endpoint;
  if (paged === undefined || paged.mayBeEmpty) return false;
  return (
    Number(fields[paged.pageParameter ?? 'pn'] ?? 1) === 1 &&
    paged.list(data)?.length === 0 &&
    paged.total?.(data) !== 0
  );
}
