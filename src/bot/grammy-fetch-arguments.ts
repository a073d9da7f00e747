import { Readable } from 'node:stream';
import type { GrammySignal } from './grammy-abort-signal.ts';

/** The options that grammY passes to its `fetch`, as far as used; its own types are those of node-fetch. */
export interface GrammyFetchInit {
  method?: string;
  headers?: Record<string, string>;
  /** JSON, or a form as a stream. */
  body?: unknown;
  signal?: GrammySignal | null;
}

/** The method of the Bot API that an address calls. */
export function methodOf(address: string): string {
  const [method = ''] = address.slice(address.lastIndexOf('/') + 1).split('?', 1);
  return method;
}

export function contentTypeOf(headers: Record<string, string> = {}): string {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
}

/** The body of a call; an upload, which comes as a stream, is read into memory. */
export async function wholeBody(body: unknown): Promise<string | Buffer<ArrayBuffer> | undefined> {
  if (body === undefined || body === null || typeof body === 'string') return body ?? undefined;
  if (!(body instanceof Readable)) throw new TypeError('A body of this kind cannot be sent');
  return Buffer.concat(Array.from(await body.toArray(), (chunk) => Buffer.from(chunk)));
}
