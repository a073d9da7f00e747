import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that comes out the same for the same seed, so that a world can be made again. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** One of the list, which must not be empty. */
  pick<T>(list: readonly T[]): T;
  /** That many characters, of `alphabet` or else lower-case hex digits. */
  text(length: number, alphabet?: string): string;
}

/** Chance from a seed; not for secrets. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const below = (limit: number) => uniformInt(generator, 0, limit - 1);
  return {
    below,
    pick(list) {
      const picked = list[below(list.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    text(length, alphabet = '0123456789abcdef') {
      let text = '';
      while (text.length < length) text += alphabet[below(alphabet.length)] ?? '';
      return text;
    },
  };
}
