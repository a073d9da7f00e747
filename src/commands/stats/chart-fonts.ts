import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/** The font family that {@link registerFonts} registers. */
export const fontFamily = 'Noto Sans SC Variable';

const folder = dirname(
  createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'),
);
const registered = new Set<string>();

/**
 * Registers the font files that a text needs, since the system may have no Chinese fonts. The font is split
 * into a hundred files for browsers: all of them would take 0.3 s and 100 MB, the needed ones almost nothing.
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

/** Whether a code point is in CSS unicode ranges: `U+4e00-4e0f,U+4e11`. */
function isIn(ranges: string): (letter: number) => boolean {
  const bounds = ranges.split(',').map((range) => {
    const [first = '', last = first] = range.trim().replace('U+', '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });
  return (letter) => bounds.some(([first, last]) => first <= letter && letter <= last);
}
