import type { Dispatcher } from 'undici';
import { createTurns } from '../yield-to-event-loop.ts';
import { bodyTooLong, type EncodedBody } from './decode-body.ts';
import { type EgressTrouble, egressTroubleOf } from './egress-failure-kinds.ts';
import { BilibiliUnreachable } from './errors.ts';

/** An HTTP request. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  /** A URL-encoded form. */
  body?: string;
}

/** An HTTP answer of any status. */
export interface HttpAnswer extends EncodedBody {
  status: number;
  setCookies: string[];
  location: string | null;
}

/**
 * Sends one request.
 * @param label names the endpoint in errors, because its address may contain a secret
 * @param maxBytes the longest body accepted, as it is received
 */
export type Transport = (
  request: HttpRequest,
  label: string,
  maxBytes: number,
  signal?: AbortSignal,
) => Promise<HttpAnswer>;

/**
 * Many answers may arrive at once; decoding and handling one takes about a millisecond, so others get a turn
 * between.
 */
const nextTurn = createTurns();

/**
 * HTTP over keep-alive connections, without retries, redirects or checks of the status. Throws
 * `BilibiliUnreachable` when no complete answer arrives within `timeout` ms or it exceeds `maxBytes`; the
 * signal's reason when it aborts. The HTTP client's own errors contain the address and the Cookie header, so
 * they are never passed on.
 * @param onEnd called after every request that was not aborted: with undefined when it was answered, else
 * with the failure
 */
export function createTransport(
  dispatcher: Dispatcher,
  timeout: number,
  onEnd: (trouble: EgressTrouble | undefined) => void = () => undefined,
): Transport {
  return async (request, label, maxBytes, signal) => {
    signal?.throwIfAborted();
    const answer = new AnswerReader(maxBytes, () => onEnd(undefined));
    const abort = () => answer.giveUp(new Aborted());
    const timer = setTimeout(() => answer.giveUp(new TimedOut()), timeout);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const { origin, pathname, search } = new URL(request.url);
      dispatcher.dispatch(
        {
          origin,
          path: pathname + search,
          method: request.method,
          headers: { ...request.headers, 'accept-encoding': 'gzip, deflate, br' },
          body: request.body ?? null,
          // The timer above covers the whole request.
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        answer,
      );
      const body = await answer.body;
      await nextTurn();
      const { status, headers } = answer;
      return {
        status,
        body,
        encodings: headerValues(headers['content-encoding']).join(','),
        setCookies: headerValues(headers['set-cookie']),
        location: headerValues(headers.location)[0] ?? null,
      };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof TooLong) throw bodyTooLong(label, maxBytes);
      if (!answer.hasBegun) onEnd(egressTroubleOf(error));
      throw new BilibiliUnreachable({
        why: error instanceof TimedOut ? 'timeout' : 'network',
        endpoint: label,
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
}

class TooLong extends Error {}
class TimedOut extends Error {}
class Aborted extends Error {}

/**
 * Collects one answer without a stream, which would cost more than everything else here; closes the
 * connection when the answer is too long.
 */
class AnswerReader implements Dispatcher.DispatchHandler {
  status = 0;
  headers: Record<string, string | string[] | undefined> = {};
  /** The whole body, not decoded. */
  readonly body: Promise<Buffer>;
  readonly #maxBytes: number;
  readonly #onBegin: () => void;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #controller: Dispatcher.DispatchController | undefined;
  #failure: Error | undefined;
  readonly #resolve: (bytes: Buffer) => void;
  readonly #reject: (error: Error) => void;

  /** @param onBegin called when the answer begins */
  constructor(maxBytes: number, onBegin: () => void) {
    this.#maxBytes = maxBytes;
    this.#onBegin = onBegin;
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    this.body = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** Whether the answer has begun. */
  get hasBegun(): boolean {
    return this.status !== 0;
  }

  giveUp(error: Error): void {
    this.#failure ??= error;
    this.#controller?.abort(error);
    this.#reject(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#failure !== undefined) controller.abort(this.#failure);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: typeof this.headers): void {
    // Informational responses (1xx) are not the answer.
    if (status < 200) return;
    this.status = status;
    this.headers = headers;
    this.#onBegin();
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#failure !== undefined) return;
    this.#length += chunk.length;
    if (this.#length > this.#maxBytes) this.giveUp(new TooLong());
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first] = this.#chunks;
    this.#resolve(this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks, this.#length));
  }

  onResponseError(_: unknown, error: Error): void {
    this.#reject(error);
  }
}

function headerValues(header: string | string[] | undefined): string[] {
  return header === undefined ? [] : [header].flat();
}
