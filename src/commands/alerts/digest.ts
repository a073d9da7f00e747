import { countOf, type Digest } from '../../alerts/index.ts';
import type { Content } from '../../bot/messages.ts';
import type { DigestViewer } from './digest-viewer.ts';
import { drawOneFan } from './one-fan.ts';
import { drawSeveralFans } from './several-fans.ts';

/** Documented: so many characters a message and a caption may have, counted here in UTF-16, which errs on the safe side. */
const longestText = 4096;
/** The same for what stands under a picture. */
export const longestCaption = 1024;

/** One message about everything a chat is owed: a single new fan as a card, several as a list. */
export function drawDigest(digest: Digest, viewer: DigestViewer): Content {
  const { fans, mutuals, lost } = digest;
  const [fan] = fans.first;
  const single = fan !== undefined && countOf(fans) === 1 && countOf(mutuals) + countOf(lost) === 0;
  const forms = [
    ...(single ? [{ most: longestCaption, draw: () => drawOneFan(fan, digest, viewer) }] : []),
    { most: longestText, draw: () => drawSeveralFans(digest, viewer, true) },
  ];
  for (const { most, draw } of forms) {
    const content = draw();
    if (String(content.text).length <= most) return content;
  }
  // Names are bounded, so that this fits; a message that is too long would be refused again and again.
  return drawSeveralFans(digest, viewer, false);
}
