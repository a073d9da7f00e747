import { brotliDecompressSync, gunzipSync, inflateSync, type ZlibOptions } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { createTurns } from '../yield-to-event-loop.ts';
import { type EgressTrouble, troubleOf } from './egress-trouble.ts';
import { BilibiliUnreachable } from './errors.ts';

/** A request, ready to go. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  /** An encoded form. */
  body?: string;
}

/** What came back, whatever the status. */
export interface HttpAnswer {
  status: number;
  text: string;
  setCookies: string[];
  location: string | null;
}

/**
 * Makes one request.
 * @param label names the endpoint in errors, since its address may hold a secret
 * @param maxBytes the longest answer that is read, decoded
 */
export type Transport = (
  request: HttpRequest,
  label: string,
  maxBytes: number,
  signal?: AbortSignal,
) => Promise<HttpAnswer>;

/** Answers to many requests may come at once; to decode one and act on it takes about a millisecond. */
const nextTurn = createTurns();

type Decoder = (bytes: Buffer, options: ZlibOptions) => Buffer;

/** More layers than anybody needs. Each may unpack to the whole limit, and a header has room for thousands. */
const mostEncodings = 3;

const decoders = new Map<string, Decoder>([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);

/**
 * HTTP without retries, redirects or opinions about status, over connections that are kept open. Throws
 * `BilibiliUnreachable` when no whole answer comes within `timeout` ms, or one of more than `maxBytes`; the signal's
 * reason when it aborts. The HTTP client's own errors hold the address and the Cookie header, so nothing of them is
 * passed on.
 * @param onEnd told of every request that was not given up: undefined when something answered, else why nothing did
 */
export function createTransport(
  dispatcher: Dispatcher,
  timeout: number,
  onEnd: (trouble: EgressTrouble | undefined) => void = () => undefined,
): Transport {
  return async (request, label, maxBytes, signal) => {
    signal?.throwIfAborted();
    const answer = new AnswerReader(maxBytes, () => onEnd(undefined));
    const abort = () => answer.giveUp(new GivenUp());
    const timer = setTimeout(() => answer.giveUp(new Late()), timeout);
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
          // The timer above is for the whole of it.
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        answer,
      );
      const bytes = await answer.bytes;
      await nextTurn();
      const { status, headers } = answer;
      return {
        status,
        text: decoded(bytes, headers['content-encoding'], maxBytes).toString('utf8'),
        setCookies: all(headers['set-cookie']),
        location: all(headers.location)[0] ?? null,
      };
    } catch (error) {
      signal?.throwIfAborted();
      if (isTooLong(error)) {
        const detail = `more than ${maxBytes} bytes`;
        throw new BilibiliUnreachable({ why: 'answer', endpoint: label, detail });
      }
      if (!answer.hasBegun) onEnd(troubleOf(error));
      throw new BilibiliUnreachable({ why: error instanceof Late ? 'timeout' : 'network', endpoint: label });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
}

class TooLong extends Error {}
class Late extends Error {}
class GivenUp extends Error {}

/**
 * Takes in one answer as it comes, without a stream of its own, which would cost more than all the rest; the connection is
 * cut when there is too much of it.
 */
class AnswerReader implements Dispatcher.DispatchHandler {
  status = 0;
  headers: Record<string, string | string[] | undefined> = {};
  /** All of them, as they came. */
  readonly bytes: Promise<Buffer>;
  readonly #maxBytes: number;
  readonly #onBegin: () => void;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #controller: Dispatcher.DispatchController | undefined;
  #failure: Error | undefined;
  readonly #resolve: (bytes: Buffer) => void;
  readonly #reject: (error: Error) => void;

  /** @param onBegin told when something answers */
  constructor(maxBytes: number, onBegin: () => void) {
    this.#maxBytes = maxBytes;
    this.#onBegin = onBegin;
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    this.bytes = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** Whether something has answered. */
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
    // What is said on the way to an answer is none.
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

/** The bytes that were meant. A few kilobytes may stand for gigabytes, so no more than `maxBytes` are unpacked. */
function decoded(bytes: Buffer, encodings: string | string[] | undefined, maxBytes: number): Buffer {
  if (bytes.length === 0) return bytes;
  const names = all(encodings).join(',').split(',').reverse();
  if (names.length > mostEncodings) throw new Error('packed far too often');
  return names.reduce((packed, name) => {
    const encoding = name.trim().toLowerCase();
    if (encoding === '' || encoding === 'identity') return packed;
    const decode = decoders.get(encoding);
    if (decode === undefined) throw new Error('an encoding nobody asked for');
    return decode(packed, { maxOutputLength: maxBytes });
  }, bytes);
}

function isTooLong(error: unknown): boolean {
  return (
    error instanceof TooLong ||
    (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
  );
}

function all(header: string | string[] | undefined): string[] {
  return header === undefined ? [] : [header].flat();
}
