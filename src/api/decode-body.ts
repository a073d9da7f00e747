import { brotliDecompressSync, gunzipSync, inflateSync, type ZlibOptions } from 'node:zlib';
import { BilibiliUnreachable } from './errors.ts';

/** A body as it was received. */
export interface EncodedBody {
  body: Buffer;
  /** Its `content-encoding`; empty when there is none. */
  encodings: string;
}

type Decoder = (bytes: Buffer, options: ZlibOptions) => Buffer;

/**
 * More encodings than any server uses. Each may decompress to the full limit, and a header has room for
 * thousands.
 */
const maxEncodings = 3;

const decoders = new Map<string, Decoder>([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);

/**
 * The text of an answer's body. Throws `BilibiliUnreachable` when it cannot be decompressed.
 * @param label names the endpoint in errors
 * @param maxBytes how much is decompressed at most: a few kilobytes may unpack to gigabytes
 */
export function decodeBody(answer: EncodedBody, label: string, maxBytes: number): string {
  try {
    return decompress(answer, maxBytes).toString('utf8');
  } catch (error) {
    if (isTooLong(error)) throw bodyTooLong(label, maxBytes);
    throw new BilibiliUnreachable({ why: 'network', endpoint: label });
  }
}

/** The error for a body of more than `maxBytes`. */
export function bodyTooLong(label: string, maxBytes: number): BilibiliUnreachable {
  return new BilibiliUnreachable({ why: 'answer', endpoint: label, detail: `more than ${maxBytes} bytes` });
}

function decompress({ body, encodings }: EncodedBody, maxBytes: number): Buffer {
  if (body.length === 0) return body;
  const names = encodings.split(',').reverse();
  if (names.length > maxEncodings) throw new Error('compressed too often');
  return names.reduce((packed, name) => {
    const encoding = name.trim().toLowerCase();
    if (encoding === '' || encoding === 'identity') return packed;
    const decode = decoders.get(encoding);
    if (decode === undefined) throw new Error('an encoding that was not asked for');
    return decode(packed, { maxOutputLength: maxBytes });
  }, body);
}

function isTooLong(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
