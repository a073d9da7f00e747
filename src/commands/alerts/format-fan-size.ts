import type { Fan } from '../../alerts/index.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import type { Texts } from '../../bot/text/index.ts';

/** What tells a big fan from a small one, as far as it is known: how many follow them, and ✓. */
export function formatFanSize({ fans, verified }: Fan, texts: Texts): string[] {
  return [
    ...(fans === undefined ? [] : [texts.digest.followers(formatCount(fans))]),
    ...(verified ? ['✓'] : []),
  ];
}
