import { countPeopleInBatch, type Digest } from '../../alerts/index.ts';
import type { Content } from '../../bot/messages.ts';
import type { DigestViewer } from './digest-drawing-context.ts';
import { peopleInSection } from './digest-sections.ts';
import { drawOneFan, type OneFan } from './draw-one-fan.ts';
import { drawSeveralPeople } from './draw-several-people.ts';

/** Longest text of a Telegram message, in characters. Counted here in UTF-16 units, which is never less. */
const longestText = 4096;
/** Longest caption of a picture, counted the same way. */
export const longestCaption = 1024;

/** Draws one message from a chat's outbox: a single new fan as a card, several people as lists. */
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
  // Names are bounded, so this always fits; a message that is too long would be refused on every attempt.
  return drawSeveralPeople(digest, viewer, false);
}

/** The only person of a digest, if that is a new fan. */
function onlyFanOf(digest: Digest): OneFan | undefined {
  const [fans, ...more] = peopleInSection(digest, 'newFans');
  const others = [...more, ...peopleInSection(digest, 'mutuals'), ...peopleInSection(digest, 'lost')];
  if (fans === undefined || others.length > 0 || countPeopleInBatch(fans.batch) !== 1) return undefined;
  const [fan] = fans.batch.first;
  return fan && { fan, mark: fans.mark };
}
