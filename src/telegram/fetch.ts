import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { BodyTooLong, readResponseBody } from '../bot/read-response-body.ts';
import { holdsResult } from './holds-result.ts';
import { type PlainBody, plainBody } from './strip-decorations.ts';

/** The longest answer that is read, in bytes: a hundred updates are far shorter. */
const longestAnswer = 8 * 1024 * 1024;
/** How often one call is sent again after "too many requests", and the longest wait for it, in seconds. */
const mostRetries = 2;
const longestWait = 10;

/**
 * The `fetch` grammY is given: every call to Telegram goes through here, those made inside a conversation too, which
 * transformers on `bot.api` do not reach.
 *
 * - After 429 it waits as long as Telegram asks, if that is short, and sends again. Nothing else is sent twice: a
 *   lost answer does not mean a lost message.
 * - A message that was refused is sent once more without its decorations: a server of an earlier version knows none of them.
 * - The fence stands before every request: a process that lost its place to another sends nothing, and fetches nothing.
 * - An answer that says yes and does not hold what the call is for is no answer: nothing was sent for certain.
 * - An answer without end is given up.
 * - An error never carries the address, since the address holds the bot's token.
 * - The answer has come in whole when it is handed on: a server that falls silent in the middle of one would hold up
 *   grammY, which reads it, past every signal.
 * - grammY's abort signal is a polyfill's own class, which Node's `fetch` does not take.
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
        // A form names its type by itself.
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

/** How calls are made. */
export interface TelegramFetchOptions {
  /** How often a call is sent again after 429; 0 leaves that to a caller who knows what else waits for its turn. */
  retries?: number | undefined;
  /** Asked right before every request; rejects when another process may do this one's work by now, and nothing is sent. */
  fence?: (() => Promise<void>) | undefined;
  /** Gives up what is under way when the program can wait no longer. */
  stop?: AbortSignal | undefined;
  /** Told of every request made. */
  onCall?: ((report: TelegramReport) => void) | undefined;
}

/** One request to Telegram and its outcome, for metrics. */
export interface TelegramReport {
  /** Of the Bot API. */
  method: string;
  /** `refused`: it said no; `tooMany`: HTTP 429; `broken`: a server in trouble; `unreachable`: no answer. */
  outcome: 'ok' | 'refused' | 'tooMany' | 'broken' | 'unreachable';
}

/** What grammY hands over; its types name those of node-fetch. */
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

/** Telegram said yes, and nothing more. */
class NoResult extends Error {
  override name = 'NoResult';
}

/**
 * Whether it may be for a decoration that a call was refused. A message that is as wanted already is not changed into a
 * plainer one, and where there is no chat or message, another try has none either. A picture is likelier at fault than what
 * decorates it, unless that is named: whoever sends one sends the message without it then.
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

/** An upload comes as a stream, which could be sent only once. */
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

/** Seconds to wait before the same call may be sent again; `undefined` when it should not be. */
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
