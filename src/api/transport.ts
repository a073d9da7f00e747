import ky from 'ky';
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

/** Makes one request. `endpoint` names it in errors, since its address may hold a secret. */
export type Transport = (request: HttpRequest, endpoint: string, signal?: AbortSignal) => Promise<HttpAnswer>;

/**
 * HTTP without retries, redirects or opinions about status. Throws `BilibiliUnreachable` when no whole answer comes
 * within `timeout` ms, or the signal's reason when it aborts. The HTTP client's own errors hold the address and the
 * Cookie header, so nothing of them is passed on.
 */
export function createTransport(timeout: number): Transport {
  return async (request, endpoint, signal) => {
    const stop = new AbortController();
    const abort = () => stop.abort();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      abort();
    }, timeout);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    try {
      const response = await ky(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.body === undefined ? {} : { body: request.body }),
        redirect: 'manual',
        retry: 0,
        timeout: false,
        throwHttpErrors: false,
        signal: stop.signal,
      });
      return {
        status: response.status,
        text: await response.text(),
        setCookies: response.headers.getSetCookie(),
        location: response.headers.get('location'),
      };
    } catch {
      signal?.throwIfAborted();
      throw new BilibiliUnreachable({ why: late ? 'timeout' : 'network', endpoint });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
}
