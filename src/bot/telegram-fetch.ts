import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Api } from 'grammy';

/** How often one call is sent again after "too many requests", and the longest wait for it, in seconds. */
const mostRetries = 2;
const longestWait = 10;

/**
 * The `fetch` grammY is given: every call to Telegram goes through here, those made inside a conversation too, which
 * transformers on `bot.api` do not reach.
 *
 * - After 429 it waits as long as Telegram asks, if that is short, and sends again. Nothing else is sent twice: a
 *   lost answer does not mean a lost message.
 * - An error never carries the address, since the address holds the bot's token.
 * - grammY's abort signal is a polyfill's own class, which Node's `fetch` does not take.
 */
export const telegramFetch: TelegramFetch = (input, init) => fetchWith(mostRetries, input, init);

/** The same, but 429 is left to the caller, who knows what else waits for its turn. */
export const telegramFetchOnce: TelegramFetch = (input, init) => fetchWith(0, input, init);

/** A `fetch` as grammY calls it. */
export type TelegramFetch = (input: unknown, init?: TelegramInit) => Promise<Response>;

async function fetchWith(retries: number, input: unknown, init: TelegramInit = {}): Promise<Response> {
  const address = String(input);
  const call = methodOf(address);
  const body = await wholeBody(init.body);
  const { signal, release } = nativeSignal(init.signal);
  try {
    for (let tries = 0; ; tries += 1) {
      const response = await fetch(address, {
        ...(init.method !== undefined && { method: init.method }),
        ...(init.headers !== undefined && { headers: init.headers }),
        ...(body !== undefined && { body }),
        signal,
      });
      const seconds = call === 'getUpdates' || tries === retries ? undefined : await retryAfter(response);
      if (seconds === undefined) return response;
      await response.body?.cancel();
      await wait(seconds * 1000, undefined, { signal });
    }
  } catch (error) {
    if (signal.aborted) throw new Error(`The call of ${call} was given up`);
    throw new Error(`Telegram could not be reached for ${call} (${reasonFor(error)})`);
  } finally {
    release();
  }
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

/** A signal as grammY takes it to give a call up: its types name a polyfill's. */
export function callSignal(signal: AbortSignal): Parameters<Api['getMe']>[0] {
  return signal as unknown as Parameters<Api['getMe']>[0];
}

function methodOf(address: string): string {
  return address.slice(address.lastIndexOf('/') + 1).replace(/\?.*$/su, '');
}

/** An upload comes as a stream, which could be sent only once. */
async function wholeBody(body: unknown): Promise<string | Buffer<ArrayBuffer> | undefined> {
  if (body === undefined || body === null || typeof body === 'string') return body ?? undefined;
  if (!(body instanceof Readable)) throw new TypeError('A body of this kind cannot be sent to Telegram');
  return Buffer.concat(Array.from(await body.toArray(), (chunk) => Buffer.from(chunk)));
}

function nativeSignal(given: PolyfilledSignal | null | undefined): {
  signal: AbortSignal;
  release: () => void;
} {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (given?.aborted) abort();
  given?.addEventListener('abort', abort);
  return { signal: controller.signal, release: () => given?.removeEventListener('abort', abort) };
}

/** Seconds to wait before the same call may be sent again; `undefined` when it should not be. */
async function retryAfter(response: Response): Promise<number | undefined> {
  if (response.status !== 429) return undefined;
  const answer: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  const seconds = (answer as { parameters?: { retry_after?: unknown } } | undefined)?.parameters?.retry_after;
  return typeof seconds === 'number' && seconds <= longestWait ? seconds : undefined;
}

function reasonFor(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = (cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : 'no connection';
}
