import { readFileSync } from 'node:fs';

/** A recorded answer of the site, by its file name in test/fixtures/bilibili. */
export function fixtureText(name: string): string {
  return readFileSync(new URL(`../fixtures/bilibili/${name}`, import.meta.url), 'utf8');
}

/** The same, parsed; by its name without `.json`. */
export function fixture(name: string): { code: number; data?: unknown } {
  return JSON.parse(fixtureText(`${name}.json`));
}
