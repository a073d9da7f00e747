import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A reproducible random generator: the same seed gives the same values. */
export interface Random {
  /** An integer from 0 to `limit - 1`. */
  below(limit: number): number;
  /** An item of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** `length` characters of `alphabet`, by default lower-case hex digits. */
  text(length: number, alphabet?: string): string;
}

/** Not for secrets. */
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
