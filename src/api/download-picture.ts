import type { Dispatcher } from 'undici';
import { createBuildUrl } from './build-url.ts';

/** How long a picture may take, in milliseconds, and how large it may be, in bytes. */
const patience = 15_000;
const most = 5 * 1024 * 1024;

/** Downloads a picture of the site by its address; `undefined` when it is none of the site's, or cannot be had. */
export type ReadPicture = (address: string, signal?: AbortSignal) => Promise<Uint8Array | undefined>;

/**
 * Pictures lie on the hosts of hdslb.com, and nothing else is asked for, so that no address in a message leads elsewhere.
 * @param dispatcher the connections they come by
 * @param root another site in its place, see `createBuildUrl`
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
    const ending = AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])]);
    try {
      // Only who looks at pictures needs it.
      const { fetch } = await import('undici');
      const response = await fetch(place, { dispatcher, signal: ending, redirect: 'error' });
      if (!response.ok || response.body === null) return undefined;
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
        size += chunk.length;
        if (size > most) return undefined;
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } catch {
      return undefined;
    }
  };
}
