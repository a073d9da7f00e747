import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { imageSize } from 'image-size';
import { expect } from 'vitest';
import type { Newcomer } from './newcomer.ts';

const folder = new URL('../../docs/images/', import.meta.url);
/** Of a picture, in bytes: the READMEs should open fast. */
const largest = 150_000;

/**
 * Takes a picture for the READMEs. With `SCREENSHOTS=1` it becomes `docs/images/<name>.png`; otherwise the picture that is
 * there only has to be of the same size.
 */
export async function takePicture(name: string, newcomer: Newcomer): Promise<void> {
  const file = new URL(`${name}.png`, folder);
  const taken = await newcomer.picture();
  if (process.env.SCREENSHOTS === '1') {
    await mkdir(folder, { recursive: true });
    await writeFile(file, taken);
  }
  const kept = await readFile(file).catch(() => {
    throw new Error(
      `docs/images/${name}.png is missing. Make the pictures with SCREENSHOTS=1 npm run test:browser`,
    );
  });
  expect(imageSize(kept), name).toEqual(imageSize(taken));
  expect(kept.byteLength, name).toBeLessThanOrEqual(largest);
}
