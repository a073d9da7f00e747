import { Readable } from 'node:stream';

/** The options that grammY passes to its `fetch`, as far as used; its own types are those of node-fetch. */
export interface GrammyFetchInit {
  method?: string;
  headers?: Record<string, string>;
  /** JSON, or a form as a stream. */
  body?: unknown;
  signal?: GrammySignal | null;
}

/** An abort signal of Node or of grammY's polyfill. */
interface GrammySignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
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

/**
 * A signal that aborts with either of these. Node's `fetch` rejects the polyfill's class.
 * @returns also a function that stops listening to them
 */
export function nativeSignal(
  given: GrammySignal | null | undefined,
  stop?: AbortSignal,
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
