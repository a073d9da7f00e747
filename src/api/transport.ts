import { brotliDecompressSync, gunzipSync, inflateSync, type ZlibOptions } from 'node:zlib';
import { type Dispatcher, request as send } from 'undici';
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

type Decoder = (bytes: Buffer, options: ZlibOptions) => Buffer;

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
    const stop = new AbortController();
    const abort = () => stop.abort();
    let late = false;
    let answered = false;
    const timer = setTimeout(() => {
      late = true;
      abort();
    }, timeout);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    try {
      const { statusCode, headers, body } = await send(request.url, {
        dispatcher,
        method: request.method,
        headers: { ...request.headers, 'accept-encoding': 'gzip, deflate, br' },
        ...(request.body !== undefined && { body: request.body }),
        signal: stop.signal,
        // The timer above is for the whole of it.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      answered = true;
      onEnd(undefined);
      return {
        status: statusCode,
        text: decoded(await readUpTo(maxBytes, body), headers['content-encoding'], maxBytes).toString('utf8'),
        setCookies: all(headers['set-cookie']),
        location: all(headers.location)[0] ?? null,
      };
    } catch (error) {
      signal?.throwIfAborted();
      if (isTooLong(error)) {
        const detail = `more than ${maxBytes} bytes`;
        throw new BilibiliUnreachable({ why: 'answer', endpoint: label, detail });
      }
      if (!answered) onEnd(troubleOf(error));
      throw new BilibiliUnreachable({ why: late ? 'timeout' : 'network', endpoint: label });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
}

class TooLong extends Error {}

/** The bytes as they came; the connection is cut when there are too many. */
async function readUpTo(
  maxBytes: number,
  body: AsyncIterable<Buffer> & { destroy(): unknown },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) throw new TooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The bytes that were meant. A few kilobytes may stand for gigabytes, so no more than `maxBytes` are unpacked. */
function decoded(bytes: Buffer, encodings: string | string[] | undefined, maxBytes: number): Buffer {
  if (bytes.length === 0) return bytes;
  const names = all(encodings).join(',').split(',').reverse();
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
