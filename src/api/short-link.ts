import { z } from 'zod';
import type { CallOptions } from './bind-endpoints.ts';
import type { Call } from './call.ts';
import { get } from './endpoint.ts';
import { isSiteFailure } from './errors.ts';

/** The main host of short links, and the others; all accept the same codes. */
const shortener = 'b23.tv';
export const shortLinkHosts: readonly string[] = [
  shortener,
  'bili2233.cn',
  'bili22.cn',
  'bili23.cn',
  'bili33.cn',
];
const maxHops = 3;

/** Where a short link leads; null when it has expired. */
const shortLink = get('{code}', {
  host: shortener,
  label: shortener,
  params: z.strictObject({ code: z.string().regex(/^[0-9A-Za-z]+$/, { error: 'letters and digits' }) }),
  answer: z.string().nullable(),
  withoutLogin: true,
  redirect: true,
});

/**
 * Where a short link leads, without following it there: an https address on bilibili.com; undefined when the
 * link has expired, leads elsewhere, or is not a short link. Contacts only the short-link hosts, at most
 * three times.
 */
export async function resolveShortLink(
  link: string,
  call: Call,
  { signal }: CallOptions = {},
): Promise<string | undefined> {
  /** All hosts accept all codes: when another host does not answer, the main one is tried. */
  async function locationOf(code: string, host: string): Promise<string | null> {
    const answer = call({ ...shortLink, host }, { code }, { queue: shortener }, { signal }).then(
      ({ data }) => data,
    );
    if (host === shortener) return answer;
    const other = await answer.catch((error: unknown) => {
      signal?.throwIfAborted();
      if (isSiteFailure(error)) return null;
      throw error;
    });
    return other ?? locationOf(code, shortener);
  }

  let target = parseAddress(link.trim().replace(/^(?:http:\/\/|(?!https:))/i, 'https://'));
  for (let hop = 0; target !== undefined && isShort(target) && hop < maxHops; hop += 1) {
    const code = /^\/([0-9A-Za-z]+)\/?$/.exec(target.pathname)?.[1];
    if (code === undefined) return undefined;
    const location = await locationOf(code, target.hostname);
    target = location === null ? undefined : parseAddress(location, target);
  }
  return target !== undefined && isSiteHost(target.hostname) ? target.href : undefined;
}

/** Parses an https address with the default port and without user name or password. */
function parseAddress(text: string, base?: URL): URL | undefined {
  const url = URL.parse(text, base?.href);
  const plain = url?.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return plain ? url : undefined;
}

function isShort({ hostname }: URL): boolean {
  return shortLinkHosts.includes(hostname);
}

/** Whether a host, in lower case, is the site's. */
export function isSiteHost(hostname: string): boolean {
  return hostname === 'bilibili.com' || hostname.endsWith('.bilibili.com');
}
