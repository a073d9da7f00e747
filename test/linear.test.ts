import { join } from 'node:path';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { type Pattern, patternsIn, slowness } from './support/patterns.ts';
import { sourcesIn } from './support/sources.ts';

const root = join(import.meta.dirname, '..');
const sources = Object.entries(sourcesIn('src'));

afterEach(() => {
  vi.unstubAllGlobals();
});

test('every pattern of the program is linear, whoever wrote the text it reads', () => {
  const literals = sources.flatMap(([path, source]) => patternsIn(path, source).literals);
  expect(literals.length).toBeGreaterThan(50);
  expect(literals.flatMap(slowness)).toEqual([]);
});

describe('so is every one that is made of texts while the program is loaded, and none is made later', () => {
  const making = sources.filter(([path, source]) => patternsIn(path, source).computed > 0);

  it.each(making)('in %s', async (path, source) => {
    const made: Pattern[] = [];
    const record = (pattern: RegExp) => {
      made.push({ where: path, source: pattern.source, flags: pattern.flags });
      return pattern;
    };
    const Original = RegExp;
    vi.stubGlobal(
      'RegExp',
      new Proxy(Original, {
        apply: (_, __, input: ConstructorParameters<typeof Original>) => record(new Original(...input)),
        construct: (_, input: ConstructorParameters<typeof Original>) => record(new Original(...input)),
      }),
    );
    vi.resetModules();
    await import(join(root, path));
    vi.unstubAllGlobals();
    expect(made.length).toBeGreaterThanOrEqual(patternsIn(path, source).computed);
    expect(made.flatMap(slowness)).toEqual([]);
  });
});

describe('a pattern that is not linear is found', () => {
  test.each([
    ['one that backtracks within itself', '^(?:a+)+$'],
    ['one of two that share their text', String.raw`^\s*\d*\s*$`],
    ['one that begins anew at every sign', String.raw`\s+$`],
    ['one without an end', '<[^>]*>'],
  ])('%s', (_, source) => {
    const written = patternsIn(
      'a.ts',
      `// /(?:b+)+$/\nexport const a: RegExp = /${source}/u;\nnew RegExp('a');`,
    );
    expect(written.literals).toEqual([{ where: 'a.ts:2', source, flags: 'u' }]);
    expect(written.computed).toBe(1);
    expect(written.literals.flatMap(slowness)).not.toEqual([]);
  });
});
