import { createHash } from 'node:crypto';
import type { Random } from './random.ts';

/** The order in which characters of the two keys are taken; only the first 32 count. */
// biome-ignore format: a table
const order = [
  46, 47, 18, 2, 53, 8, 23, 32, 15, 50, 10, 31, 58, 3, 45, 35, 27, 43, 5, 49, 33, 9, 42, 19, 29, 28, 14, 39, 12, 38, 41, 13,
];

/** The site's keys for signed reads. */
export interface Wbi {
  /** The names of the two pictures `nav` points at: 32 hex digits each. */
  keys(): { img: string; sub: string };
  /** New keys, as the site takes every day; signatures made with the old ones are refused from now on. */
  rotate(): void;
  /** Whether a query was signed with the keys of today. */
  verify(query: Record<string, string>): boolean;
}

/** Makes the keys of a site. */
export function createWbi(random: Random): Wbi {
  let keys = { img: random.text(32), sub: random.text(32) };
  return {
    keys: () => keys,
    rotate() {
      keys = { img: random.text(32), sub: random.text(32) };
    },
    verify: (query) => query.wts !== undefined && query.w_rid === signature(query, keys),
  };
}

/**
 * The `w_rid` of a query: MD5 over its fields, sorted and percent-encoded, and the mixed keys. A client signs and sends
 * values without `! ' ( ) *`; a value that still holds one hashes to something else here than it did there.
 */
export function signature(query: Record<string, string>, keys: { img: string; sub: string }): string {
  const raw = keys.img + keys.sub;
  const mixed = order.map((index) => raw[index]).join('');
  const hashed = Object.keys(query)
    .filter((name) => name !== 'w_rid')
    .sort()
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(query[name] ?? '')}`)
    .join('&');
  return createHash('md5').update(hashed).update(mixed).digest('hex');
}
