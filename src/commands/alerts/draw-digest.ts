import { countPeopleInBatch, type Digest } from '../../alerts/index.ts';
import type { Content } from '../../bot/messages.ts';
import { peopleInSection } from './digest-sections.ts';
import type { DigestViewer } from './digest-viewer.ts';
import { drawOneFan, type OneFan } from './draw-one-fan.ts';
import { drawSeveralPeople } from './draw-several-people.ts';

/** Documented: so many characters a message and a caption may have, counted here in UTF-16, which errs on the safe side. */
const longestText = 4096;
/** The same for what stands under a picture. */
export const longestCaption = 1024;

/** One message about everything in a chat's outbox: a single new fan as a card, several people as lists. */
export function drawDigest(digest: Digest, viewer: DigestViewer): Content {
  const one = onlyFanOf(digest);
  const forms = [
    ...(one ? [{ most: longestCaption, draw: () => drawOneFan(one, digest, viewer) }] : []),
    { most: longestText, draw: () => drawSeveralPeople(digest, viewer, true) },
  ];
  for (const { most, draw } of forms) {
    const content = draw();
    if (String(content.text).length <= most) return content;
  }
  // Names are bounded, so that this fits; a message that is too long would be refused again and again.
  return drawSeveralPeople(digest, viewer, false);
}

/** The new fan of a digest in which there is nobody else. */
function onlyFanOf(digest: Digest): OneFan | undefined {
  const [fans, ...more] = peopleInSection(digest, 'newFans');
  const others = [...more, ...peopleInSection(digest, 'mutuals'), ...peopleInSection(digest, 'lost')];
  if (fans === undefined || others.length > 0 || countPeopleInBatch(fans.batch) !== 1) return undefined;
  const [fan] = fans.batch.first;
  return fan && { fan, mark: fans.mark };
}
