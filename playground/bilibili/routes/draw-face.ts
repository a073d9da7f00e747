import { createRandom } from '../state/random.ts';
import { type Colour, png } from './png.ts';

const cells = 5;
const cell = 40;
const margin = 20;

/** The picture of a person: a symmetric pattern in a colour of their own, the same for the same mid. */
export function drawFace(mid: number): Uint8Array<ArrayBuffer> {
  const random = createRandom(mid % 2 ** 32);
  const colour = fromHue(random.below(360));
  const pattern = Array.from({ length: cells }, () => {
    const half = Array.from({ length: Math.ceil(cells / 2) }, () => random.below(2));
    return [...half, ...half.slice(0, cells - half.length).reverse()];
  });
  const at = (point: number) => Math.floor((point - margin) / cell);
  return png(cells * cell + 2 * margin, [[244, 245, 247], colour], (x, y) => pattern[at(y)]?.[at(x)] ?? 0);
}

/** A colour of middling lightness; `hue` in degrees. */
function fromHue(hue: number): Colour {
  const part = (shift: number) => {
    const angle = (shift + hue / 30) % 12;
    return Math.round(255 * (0.52 - 0.3 * Math.max(-1, Math.min(angle - 3, 9 - angle, 1))));
  };
  return [part(0), part(8), part(4)];
}
