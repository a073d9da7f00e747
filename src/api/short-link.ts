import { z } from 'zod';
import type { CallOptions } from './bind-endpoints.ts';
import type { Call } from './call.ts';
import { get } from './endpoint.ts';

const shortener = 'b23.tv';
const hops = 3;

/** Where a short link leads; null for one that has run out. */
export const shortLink = get('{code}', {
  host: shortener,
  label: shortener,
  params: z.strictObject({ code: z.string().regex(/^[0-9A-Za-z]+$/, { error: 'letters and digits' }) }),
  answer: z.string().nullable(),
  open: true,
  redirect: true,
});

/**
 * Where a b23.tv link leads, without going there: an https address on bilibili.com; undefined when it has run out, leads
 * elsewhere, or is no b23.tv link. Only b23.tv itself is ever asked, three times at most.
 */
export async function resolveShortLink(
  link: string,
  call: Call,
  { signal }: CallOptions = {},
): Promise<string | undefined> {
  let target = read(link.trim().replace(/^(http:\/\/)?(?=b23\.tv\/)/i, 'https://'));
  for (let hop = 0; target?.hostname === shortener && hop < hops; hop += 1) {
    const code = /^\/([0-9A-Za-z]+)\/?$/.exec(target.pathname)?.[1];
    if (code === undefined) return undefined;
    const { data: location } = await call(shortLink, { code }, { queue: shortener }, signal);
    target = location === null ? undefined : read(location, target);
  }
  return target !== undefined && isSite(target.hostname) ? target.href : undefined;
}

/** An https address at the ordinary port, without a user. */
function read(text: string, base?: URL): URL | undefined {
  const url = URL.parse(text, base?.href);
  const plain = url?.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return plain ? url : undefined;
}

function isSite(hostname: string): boolean {
  return hostname === 'bilibili.com' || hostname.endsWith('.bilibili.com');
}
