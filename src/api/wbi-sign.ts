import { createHash } from 'node:crypto';

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
  const hashed = Object.entries(query)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return {
    ...query,
    w_rid: createHash('md5')
      .update(hashed + mixed)
      .digest('hex'),
  };
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : 1;
}
