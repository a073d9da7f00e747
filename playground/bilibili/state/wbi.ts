import { createHash } from 'node:crypto';
import type { Random } from './random.ts';

/** The order in which the characters of the two keys are mixed; the first 32 positions are used. */
// biome-ignore format: a table
const order = [
  46, 47, 18, 2, 53, 8, 23, 32, 15, 50, 10, 31, 58, 3, 45, 35, 27, 43, 5, 49, 33, 9, 42, 19, 29, 28, 14, 39, 12, 38, 41, 13,
];

/** The WBI keys and signatures of the site. */
export interface Wbi {
  /** The names of the two images in the answer of `nav`: 32 hex digits each. */
  keys(): { img: string; sub: string };
  /** Makes new keys, as the site does daily; signatures with the old ones are refused. */
  rotate(): void;
  /** Whether a query is signed with the current keys. */
  verify(query: Record<string, string>): boolean;
}

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
 * The `w_rid` of a query: MD5 of its sorted, percent-encoded fields and the mixed keys. Clients remove `! ' (
 * ) *` from values before signing; a value that still has one fails the check.
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
