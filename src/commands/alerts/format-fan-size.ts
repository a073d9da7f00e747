import type { Fan } from '../../alerts/index.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import type { Texts } from '../../bot/text/index.ts';

/** How big a fan is, as far as known: their number of fans, and ✓ when verified. */
export function formatFanSize({ fans, verified }: Fan, texts: Texts): string[] {
  return [
    ...(fans === undefined ? [] : [texts.digest.followers(formatCount(fans))]),
    ...(verified ? ['✓'] : []),
  ];
}
