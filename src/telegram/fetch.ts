import { setTimeout as wait } from 'node:timers/promises';
import { nativeSignal } from '../bot/grammy-abort-signal.ts';
import { type GrammyFetchInit, methodOf, wholeBody } from '../bot/grammy-fetch-arguments.ts';
import { BodyTooLong, readResponseText } from '../bot/read-response-body.ts';
import { holdsResult } from './check-answer-result.ts';
import { retryOf, type SentCall } from './resend-refused-call.ts';

/** Longest answer that is read, in bytes; a hundred updates are far shorter. */
const longestAnswer = 8 * 1024 * 1024;
/** Most retries of a call after 429 "too many requests". */
const mostRetries = 2;

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
 */
export async function telegramFetch(
  input: unknown,
  init: GrammyFetchInit = {},
  { retries = mostRetries, stop, fence, onCall }: TelegramFetchOptions = {},
): Promise<Response> {
  const address = String(input);
  const method = methodOf(address);
  let call: SentCall = { method, headers: init.headers, body: await wholeBody(init.body) };
  let waits = 0;
  const { signal, release } = nativeSignal(init.signal, stop);
  const report = (outcome: TelegramReport['outcome']) => onCall?.({ method, outcome });
  try {
    while (true) {
      await fence?.();
      const answer = await fetch(address, {
        ...(init.method !== undefined && { method: init.method }),
        ...(call.headers !== undefined && { headers: call.headers }),
        ...(call.body !== undefined && { body: call.body }),
        signal,
      });
      const { status } = answer;
      const text = await readResponseText(answer, longestAnswer);
      if (status === 200 && !holdsResult(method, text)) throw new NoResult();
      report(outcomeOf(status));
      const retry = await retryOf(call, { status, text }, waits < retries);
      if (retry === undefined) return new Response(text === '' ? null : text, { status });
      if (retry.wait !== undefined) {
        waits += 1;
        await wait(retry.wait, undefined, { signal });
      }
      call = retry.call;
    }
  } catch (error) {
    if (!signal.aborted) report('unreachable');
    if (signal.aborted) throw new Error(`The call of ${method} was given up`);
    throw new Error(`Telegram could not be reached for ${method} (${reasonOf(error)})`);
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

/** Telegram answered 200 without the expected result. */
class NoResult extends Error {
  override name = 'NoResult';
}

function outcomeOf(status: number): TelegramReport['outcome'] {
  if (status === 429) return 'tooMany';
  if (status >= 500) return 'broken';
  return status >= 400 ? 'refused' : 'ok';
}

function reasonOf(error: unknown): string {
  if (error instanceof NoResult) return 'an answer without a result';
  if (error instanceof BodyTooLong) return 'an answer without end';
  const cause = error instanceof Error ? error.cause : undefined;
  const code = (cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : 'no connection';
}
