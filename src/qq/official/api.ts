import { readResponseText } from '../../bot/read-response-body.ts';
import { type Json, jsonText, numberOf, parseObject } from '../json.ts';
import { QQTrouble } from '../port.ts';
import { type Addresses, longestAnswer } from './addresses.ts';
import type { AccessToken } from './token.ts';

/** The outcome of an API call. */
export type ApiAnswer =
  | { kind: 'done'; data: Json }
  | { kind: 'refused'; status: number; code: number; message: string }
  /** It was sent, but its effect is unknown. */
  | { kind: 'noAnswer'; detail: string }
  /** It was not sent. */
  | { kind: 'offline'; trouble: QQTrouble };

/** Calls the API v2. */
export interface OfficialApi {
  call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<ApiAnswer>;
}

/** Timeout of a call, in ms; long enough for an upload. */
const patience = 30_000;
/** Error code of an expired token. */
const tokenExpired = 11_244;
/** Errors that mean the request was not sent. */
const notSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** @param fence called right before each request; when it rejects, nothing is sent */
export function createOfficialApi(
  token: AccessToken,
  addresses: Addresses,
  fence: () => Promise<void> = async () => undefined,
): OfficialApi {
  async function attempt(
    bearer: string,
    [method, path, body, signal]: Parameters<OfficialApi['call']>,
  ): Promise<ApiAnswer> {
    try {
      const response = await fetch(addresses.api(path), {
        method,
        headers: { authorization: `QQBot ${bearer}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])]),
      });
      return answerOf(response.status, await readResponseText(response, longestAnswer));
    } catch (error) {
      const code = ((error as Error).cause as { code?: string } | undefined)?.code ?? '';
      if (!notSent.has(code)) return { kind: 'noAnswer', detail: code === '' ? 'no answer in time' : code };
      const words = 'The QQ platform cannot be reached. It is tried again by itself.';
      return { kind: 'offline', trouble: new QQTrouble('unreachable', words) };
    }
  }

  return {
    async call(...request) {
      for (let tries = 0; ; tries += 1) {
        try {
          const bearer = await token.get();
          await fence().catch(notLeader);
          const answer = await attempt(bearer, request);
          const stale = answer.kind === 'refused' && (answer.status === 401 || answer.code === tokenExpired);
          if (!stale) return answer;
          if (tries > 0) return { kind: 'offline', trouble: tokenRefused() };
          token.drop(bearer);
        } catch (error) {
          if (error instanceof QQTrouble) return { kind: 'offline', trouble: error };
          throw error;
        }
      }
    },
  };
}

function tokenRefused(): QQTrouble {
  return new QQTrouble(
    'wrongToken',
    'The QQ platform does not accept a token that it has just given. It is tried again by itself.',
  );
}

function notLeader(): never {
  throw new QQTrouble('unreachable', 'Another process speaks for this bot now; nothing was sent.');
}

function answerOf(status: number, text: string): ApiAnswer {
  const data = parseObject(text) ?? {};
  const code = numberOf(data.err_code) ?? numberOf(data.code) ?? 0;
  if (status < 300 && code === 0) return { kind: 'done', data };
  if (status >= 500 && code === 0) return { kind: 'noAnswer', detail: `HTTP ${status}` };
  return { kind: 'refused', status, code, message: (jsonText(data.message) ?? '').slice(0, 300) };
}

/**
 * The problem behind an answer that is not as expected.
 * @param what completes "The QQ platform …", such as "names no gateway"
 */
export function troubleFromAnswer(answer: ApiAnswer, what: string): QQTrouble {
  if (answer.kind === 'offline') return answer.trouble;
  const why = answer.kind === 'refused' ? `${answer.code} ${answer.message}`.trim() : 'no answer';
  return new QQTrouble('unreachable', `The QQ platform ${what} (${why}). It is tried again by itself.`);
}
