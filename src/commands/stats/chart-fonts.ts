import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/** The family whose letters {@link registerFonts} makes known. */
export const fontFamily = 'Noto Sans SC Variable';

const folder = dirname(
  createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'),
);
const registered = new Set<string>();

/**
 * Makes the letters of a text known to the canvas; no machine can be trusted to have Chinese ones. The font is in a hundred
 * files, as browsers want it: all of them would take 0.3 s and 100 MB, those that a text needs next to nothing.
 */
export function registerFonts(text: string): void {
  const files: Record<string, string> = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8'));
  const letters = [...new Set(text)].map((letter) => letter.codePointAt(0) ?? 0);
  for (const [part, ranges] of Object.entries(files)) {
    if (registered.has(part) || !letters.some(isIn(ranges))) continue;
    registered.add(part);
    const name = `noto-sans-sc-${part.replace(/[[\]]/gu, '')}-wght-normal.woff2`;
    GlobalFonts.registerFromPath(join(folder, 'files', name), fontFamily);
  }
}

/** Whether a letter is in ranges as style sheets write them: `U+4e00-4e0f,U+4e11`. */
function isIn(ranges: string): (letter: number) => boolean {
  const bounds = ranges.split(',').map((range) => {
    const [first = '', last = first] = range.trim().replace('U+', '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });
  return (letter) => bounds.some(([first, last]) => first <= letter && letter <= last);
}
