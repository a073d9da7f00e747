import type { Digest } from '../../alerts/index.ts';
import type { DigestRecord } from '../../storage/index.ts';

/** Whom "follow all back" means: those the account did not follow, and those of whom that is not known. */
export function toFollowBack({ fans }: Digest): DigestRecord['fans'] {
  const notFollowed = fans.first.filter(({ followed }) => !followed);
  return [...notFollowed.map(({ mid, name }) => ({ mid, name })), ...fans.more.map((mid) => ({ mid }))];
}
