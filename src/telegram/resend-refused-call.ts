import { contentTypeOf } from '../bot/grammy-fetch-arguments.ts';
import { jsonOrUndefined } from '../text/json-or-undefined.ts';
import { plainBody } from './strip-decorations.ts';

/** A call as it is sent. */
export interface SentCall {
  /** Method of the Bot API. */
  method: string;
  headers: Record<string, string> | undefined;
  body: string | Buffer<ArrayBuffer> | FormData | undefined;
}

/** A call to be sent after another was refused. */
export interface Retry {
  call: SentCall;
  /** How long Telegram asks to wait, ms; missing when the call is another than before. */
  wait?: number;
}

/** Longest wait for a retry after 429 "too many requests", in seconds. */
const longestWait = 10;

/**
 * How a refused call is sent again: without its decorations, or unchanged after the wait that Telegram asks
 * for, if that is short. `undefined` when the answer stands.
 * @param patient whether to wait after 429; never for getUpdates, which is repeated anyway
 */
export async function retryOf(
  call: SentCall,
  { status, text }: { status: number; text: string },
  patient: boolean,
): Promise<Retry | undefined> {
  if (mayBeDecoration(call.method, status, text)) {
    const body = await plainBody(call.body, contentTypeOf(call.headers));
    // FormData sets its own content type.
    const headers = typeof body === 'string' ? call.headers : undefined;
    if (body !== undefined) return { call: { ...call, body, headers } };
  }
  const seconds = patient && call.method !== 'getUpdates' ? retryAfter(status, text) : undefined;
  return seconds === undefined ? undefined : { call, wait: seconds * 1000 };
}

/**
 * Whether a call may have been refused because of a decoration. Not if the message is unchanged, or if the
 * chat or message was not found. For a picture only if the error names a decoration: otherwise the picture
 * itself is the likelier cause, and the caller sends the message without it.
 */
function mayBeDecoration(method: string, status: number, text: string): boolean {
  if (status !== 400) return false;
  if (/photo|media/iu.test(method))
    return /entit|effect|style|button|ephemeral|admin|participant/iu.test(text);
  return !/not modified|not found/u.test(text);
}

/** The seconds to wait before sending the call again; `undefined` when it should not be sent again. */
function retryAfter(status: number, text: string): number | undefined {
  if (status !== 429) return undefined;
  const answer = jsonOrUndefined(text) as { parameters?: { retry_after?: unknown } } | null | undefined;
  const seconds = answer?.parameters?.retry_after;
  return typeof seconds === 'number' && seconds <= longestWait ? seconds : undefined;
}
