import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { BodyTooLong, readResponseBody } from '../bot/read-response-body.ts';
import { holdsResult } from './holds-result.ts';
import { type PlainBody, plainBody } from './strip-decorations.ts';

/** Longest answer that is read, in bytes; a hundred updates are far shorter. */
const longestAnswer = 8 * 1024 * 1024;
/** Most retries of a call after 429 "too many requests", and the longest wait for one, in seconds. */
const mostRetries = 2;
const longestWait = 10;

/**
 * The `fetch` that grammY uses. Every call to Telegram passes here, including calls inside a conversation,
 * which transformers on `bot.api` do not see.
 *
 * - After 429 it waits as long as Telegram asks, if that is short, and sends again. Nothing else is sent
 *   twice: a lost answer does not mean a lost message.
 * - A refused message is sent once more without its decorations, which servers of earlier versions do not
 *   know.
 * - The fence is checked before every request: a process that is no longer the leader sends and fetches
 *   nothing.
 * - An answer of success without the expected result counts as no answer; whether anything was sent is
 *   unknown.
 * - An answer that is too long is abandoned.
 * - Errors never contain the address, since it contains the bot's token.
 * - The answer is read completely before it is returned: otherwise a server that stalls within an answer
 *   would block grammY, which reads it regardless of any signal.
 * - grammY's abort signal is of a polyfill's class, which Node's `fetch` rejects.
 */
export async function telegramFetch(
  input: unknown,
  init: TelegramInit = {},
  { retries = mostRetries, stop, fence, onCall }: TelegramFetchOptions = {},
): Promise<Response> {
  const address = String(input);
  const call = methodOf(address);
  let body: PlainBody | Buffer<ArrayBuffer> | undefined = await wholeBody(init.body);
  let headers = init.headers;
  const { signal, release } = nativeSignal(init.signal, stop);
  const report = (outcome: TelegramReport['outcome']) => onCall?.({ method: call, outcome });
  try {
    for (let tries = 0; ; tries += 1) {
      await fence?.();
      const answer = await fetch(address, {
        ...(init.method !== undefined && { method: init.method }),
        ...(headers !== undefined && { headers }),
        ...(body !== undefined && { body }),
        signal,
      });
      const { status } = answer;
      const text = (await readResponseBody(answer, longestAnswer)).toString('utf8');
      if (status === 200 && !holdsResult(call, text)) throw new NoResult();
      report(outcomeOf(status));
      const plain: PlainBody | undefined = mayBeDecoration(call, status, text)
        ? await plainBody(body, contentType(init.headers))
        : undefined;
      if (plain !== undefined) {
        body = plain;
        // FormData sets its own content type.
        if (typeof plain !== 'string') headers = undefined;
        continue;
      }
      const seconds = call === 'getUpdates' || tries === retries ? undefined : retryAfter(status, text);
      if (seconds === undefined) return new Response(text === '' ? null : text, { status });
      await wait(seconds * 1000, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) report('unreachable');
    if (signal.aborted) throw new Error(`The call of ${call} was given up`);
    throw new Error(`Telegram could not be reached for ${call} (${reasonOf(error)})`);
  } finally {
    release();
  }
}

/** Options of {@link telegramFetch}. */
export interface TelegramFetchOptions {
  /** Most retries after 429; 0 for callers that schedule retries themselves. */
  retries?: number | undefined;
  /**
   * Called right before every request; rejects, so that nothing is sent, when another process may have taken
   * over.
   */
  fence?: (() => Promise<void>) | undefined;
  /** Aborts calls in progress when the program can wait no longer. */
  stop?: AbortSignal | undefined;
  /** Called after every request. */
  onCall?: ((report: TelegramReport) => void) | undefined;
}

/** One request to Telegram and its outcome, for metrics. */
export interface TelegramReport {
  /** Method of the Bot API. */
  method: string;
  /**
   * `refused`: Telegram answered with an error; `tooMany`: HTTP 429; `broken`: HTTP 5xx; `unreachable`: no
   * answer.
   */
  outcome: 'ok' | 'refused' | 'tooMany' | 'broken' | 'unreachable';
}

/** The options grammY passes; its types are those of node-fetch. */
export interface TelegramInit {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: PolyfilledSignal | null;
}

interface PolyfilledSignal {
  aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Telegram answered 200 without the expected result. */
class NoResult extends Error {
  override name = 'NoResult';
}

/**
 * Whether a call may have been refused because of a decoration. Not if the message is unchanged, or if the
 * chat or message was not found. For a picture only if the error names a decoration: otherwise the picture
 * itself is the likelier cause, and the caller sends the message without it.
 */
function mayBeDecoration(call: string, status: number, text: string): boolean {
  if (status !== 400) return false;
  if (/photo|media/iu.test(call)) return /entit|effect|style|button|ephemeral|admin|participant/iu.test(text);
  return !/not modified|not found/u.test(text);
}

function contentType(headers: Record<string, string> = {}): string {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
}

function methodOf(address: string): string {
  const [method = ''] = address.slice(address.lastIndexOf('/') + 1).split('?', 1);
  return method;
}

/** Reads an upload, which comes as a stream, into memory: a stream could not be sent again. */
async function wholeBody(body: unknown): Promise<string | Buffer<ArrayBuffer> | undefined> {
  if (body === undefined || body === null || typeof body === 'string') return body ?? undefined;
  if (!(body instanceof Readable)) throw new TypeError('A body of this kind cannot be sent to Telegram');
  return Buffer.concat(Array.from(await body.toArray(), (chunk) => Buffer.from(chunk)));
}

function nativeSignal(
  given: PolyfilledSignal | null | undefined,
  stop: AbortSignal | undefined,
): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const both = [given, stop];
  if (both.some((one) => one?.aborted)) abort();
  for (const one of both) one?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    release() {
      for (const one of both) one?.removeEventListener('abort', abort);
    },
  };
}

function outcomeOf(status: number): TelegramReport['outcome'] {
  if (status === 429) return 'tooMany';
  if (status >= 500) return 'broken';
  return status >= 400 ? 'refused' : 'ok';
}

/** Seconds to wait before sending the call again; `undefined` when it should not be sent again. */
function retryAfter(status: number, text: string): number | undefined {
  if (status !== 429) return undefined;
  try {
    const answer = JSON.parse(text) as { parameters?: { retry_after?: unknown } } | null;
    const seconds = answer?.parameters?.retry_after;
    return typeof seconds === 'number' && seconds <= longestWait ? seconds : undefined;
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof NoResult) return 'an answer without a result';
  if (error instanceof BodyTooLong) return 'an answer without end';
  const cause = error instanceof Error ? error.cause : undefined;
  const code = (cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : 'no connection';
}
