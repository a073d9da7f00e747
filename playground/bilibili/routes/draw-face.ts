import { encode } from 'fast-png';
import { createRandom } from '../state/random.ts';

const cells = 5;
const cell = 40;
const margin = 20;
const size = cells * cell + 2 * margin;
const background = [244, 245, 247];

/** An avatar as a PNG: a symmetric pattern and a colour, both determined by the mid. */
export function drawFace(mid: number): Uint8Array<ArrayBuffer> {
  const random = createRandom(mid % 2 ** 32);
  const colour = fromHue(random.below(360));
  const pattern = Array.from({ length: cells }, () => {
    const half = Array.from({ length: Math.ceil(cells / 2) }, () => random.below(2));
    return [...half, ...half.slice(0, cells - half.length).reverse()];
  });
  const at = (point: number) => Math.floor((point - margin) / cell);
  const data = new Uint8Array(size * size * 3);
  for (let point = 0; point < size * size; point += 1) {
    const filled = pattern[at(Math.floor(point / size))]?.[at(point % size)];
    data.set(filled ? colour : background, point * 3);
  }
  return new Uint8Array(encode({ width: size, height: size, data, channels: 3 }));
}

/** The RGB values of a hue (in degrees) at medium lightness. */
function fromHue(hue: number): number[] {
  return [0, 8, 4].map((shift) => {
    const angle = (shift + hue / 30) % 12;
    return Math.round(255 * (0.52 - 0.3 * Math.max(-1, Math.min(angle - 3, 9 - angle, 1))));
  });
}
