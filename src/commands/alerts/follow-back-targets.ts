import type { Digest } from '../../alerts/index.ts';
import type { DigestRecord } from '../../storage/index.ts';
import { peopleInSection } from './digest-sections.ts';

/** The people of "follow all back": new fans the account does not follow, or of whom that is unknown. */
export function fansToFollowBack(digest: Digest): DigestRecord['fans'] {
  return peopleInSection(digest, 'newFans').flatMap(({ batch }) => [
    ...batch.first.filter(({ followed }) => !followed).map(({ mid, name }) => ({ mid, name })),
    ...batch.more.map((mid) => ({ mid })),
  ]);
}
