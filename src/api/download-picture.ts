import type { Dispatcher } from 'undici';
import { createBuildUrl } from './build-request.ts';

/** Limits of a picture: ms to download, and bytes. */
const timeout = 15_000;
const maxBytes = 5 * 1024 * 1024;

/**
 * Downloads a picture from Bilibili's image hosts; `undefined` when the address is not on them or the
 * download fails.
 */
export type ReadPicture = (address: string, signal?: AbortSignal) => Promise<Uint8Array | undefined>;

/**
 * Creates a reader for pictures on hdslb.com, Bilibili's image domain. No other host is contacted, whatever
 * address a message contains.
 * @param dispatcher the connections to use
 * @param root base URL of a simulated site, see `createBuildUrl`
 */
export function createPictureReader({
  dispatcher,
  root,
}: {
  dispatcher: Dispatcher;
  root?: string | undefined;
}): ReadPicture {
  const buildUrl = createBuildUrl(root);
  return async (address, signal) => {
    const url = URL.parse(address);
    if (url === null || !/^https?:$/u.test(url.protocol) || !/^(?:[\w-]+\.)*hdslb\.com$/u.test(url.host))
      return undefined;
    const place = buildUrl(url.host, `${url.pathname.slice(1)}${url.search}`);
    const ending = AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]);
    try {
      // Loaded on first use: most processes never download a picture.
      const { fetch } = await import('undici');
      const response = await fetch(place, { dispatcher, signal: ending, redirect: 'error' });
      if (!response.ok || response.body === null) return undefined;
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
        size += chunk.length;
        if (size > maxBytes) return undefined;
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } catch {
      return undefined;
    }
  };
}
