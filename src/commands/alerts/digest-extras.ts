import { countOf, type Digest } from '../../alerts/index.ts';
import { formatCount } from '../../bot/text/times.ts';
import type { DigestViewer } from './digest-viewer.ts';
import { drawNotices } from './notices.ts';

/** What stands below the people, or alone, a line each: milestones, notices, which account it is. */
export function drawDigestExtras(digest: Digest, viewer: DigestViewer): string[] {
  const { texts, account, sayAccount } = viewer;
  const { fans, mutuals, lost, milestones } = digest;
  const told = countOf(fans) + countOf(mutuals) + countOf(lost) + milestones.length > 0;
  return [
    ...milestones.map((reached) => texts.digest.milestone(formatCount(reached))),
    ...drawNotices(digest, viewer),
    // A notice names its account by itself.
    ...(sayAccount && told ? [texts.digest.account(account)] : []),
  ];
}
