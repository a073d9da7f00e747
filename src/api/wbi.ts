import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { day } from '../time-units.ts';
import { percentEncode } from './build-request.ts';
import { get } from './endpoint.ts';

/** The order in which the characters of the two keys are mixed. */
// biome-ignore format: a table
const mixing = [
  46, 47, 18, 2, 53, 8, 23, 32, 15, 50, 10, 31, 58, 3, 45, 35,
  27, 43, 5, 49, 33, 9, 42, 19, 29, 28, 14, 39, 12, 38, 41, 13,
];

/**
 * Mixes the names of the two pictures in the answer of `nav` into the 32 characters that queries are hashed
 * with.
 */
export function mixKeys(imgKey: string, subKey: string): string {
  const raw = imgKey + subKey;
  return mixing.map((index) => raw[index]).join('');
}

/** The key in a picture's address: its file name without extension. */
export function keyOfPictureUrl(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1).split('.')[0] ?? '';
}

/**
 * Signs fields: adds `wts` (seconds) and `w_rid`, the MD5 of the sorted query plus the mixed key. The site
 * hashes values without `! ' ( ) *`, so these are removed from the sent values too.
 */
export function signWbi(fields: Record<string, string>, mixed: string, wts: number): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...fields, wts: String(wts) }).sort(byName)) {
    query[name] = value.replace(/[!'()*]/g, '');
  }
  return { ...query, w_rid: hash('md5', percentEncode(query) + mixed) };
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : 1;
}

const key = z
  .string()
  .transform(keyOfPictureUrl)
  .pipe(z.string().regex(/^[0-9a-f]{32}$/));

/** The same call as `people.nav`, parsed for the signing keys; guests get them too, with code -101. */
export const wbiKeys = get('x/web-interface/nav', {
  params: z.strictObject({}),
  answer: z
    .object({ wbi_img: z.object({ img_url: key, sub_url: key }) })
    .transform(({ wbi_img }) => mixKeys(wbi_img.img_url, wbi_img.sub_url)),
  acceptedCodes: [-101],
});

/** The site-wide signing key. */
export interface WbiKeys {
  /** The mixed key, at most a day old; `ask` fetches it when needed. */
  current(ask: () => Promise<string>): Promise<string>;
  /** A key other than `stale`: fetched, unless that has already happened. */
  replace(stale: string, ask: () => Promise<string>): Promise<string>;
}

/** Caches the signing key for a day (the site changes it about daily); only one fetch runs at a time. */
export function createWbiKeys(clock: Clock): WbiKeys {
  let kept: { mixed: string; at: number } | undefined;
  let fetching: Promise<string> | undefined;

  async function fetchOnce(ask: () => Promise<string>): Promise<string> {
    const mixed = await ask();
    kept = { mixed, at: clock.monotonic() };
    return mixed;
  }

  function fetch(ask: () => Promise<string>): Promise<string> {
    fetching ??= fetchOnce(ask).finally(() => {
      fetching = undefined;
    });
    return fetching;
  }

  return {
    async current(ask) {
      return kept !== undefined && clock.monotonic() - kept.at < day ? kept.mixed : fetch(ask);
    },
    async replace(stale, ask) {
      return kept !== undefined && kept.mixed !== stale ? kept.mixed : fetch(ask);
    },
  };
}
