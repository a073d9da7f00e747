import type { Digest } from '../../alerts/index.ts';
import type { DigestRecord } from '../../storage/index.ts';
import { peopleOf } from './digest-sections.ts';

/** Whom "follow all back" means: those the account did not follow, and those of whom that is not known. */
export function toFollowBack(digest: Digest): DigestRecord['fans'] {
  return peopleOf(digest, 'newFans').flatMap(({ batch }) => [
    ...batch.first.filter(({ followed }) => !followed).map(({ mid, name }) => ({ mid, name })),
    ...batch.more.map((mid) => ({ mid })),
  ]);
}
