import { countOf, type Digest } from '../../alerts/index.ts';
import { count } from '../../bot/text/times.ts';
import { drawNotices } from './notices.ts';
import type { DigestReader } from './digest-viewer.ts';

/** What stands below the people, or alone, a line each: milestones, notices, which account it is. */
export function drawRest(digest: Digest, reader: DigestReader): string[] {
  const { texts, account, sayAccount } = reader;
  const { fans, mutuals, lost, milestones } = digest;
  const told = countOf(fans) + countOf(mutuals) + countOf(lost) + milestones.length > 0;
  return [
    ...milestones.map((reached) => texts.digest.milestone(count(reached))),
    ...drawNotices(digest, reader),
    // A notice names its account by itself.
    ...(sayAccount && told ? [texts.digest.account(account)] : []),
  ];
}
