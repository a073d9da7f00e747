import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/people/import/parse-json.ts';
import { finish } from '../../../src/text/interruptible.ts';

const parse = (text: string) => finish(parseJson(text));

it('gives what JSON.parse gives', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 20 }), fc.constantFrom(undefined, 2), (text, indent) => {
      const value: unknown = JSON.parse(text);
      expect(parse(JSON.stringify(value, undefined, indent))).toEqual([value]);
    }),
  );
});

it('refuses what JSON.parse refuses, but takes several values', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('[', ']', '{', '}', '"', ',', ':', '1', '-', 'e', '.', ' ', '\\', 'a', 'null'),
      }),
      (text) => {
        let ours: unknown[] | undefined;
        try {
          ours = parse(text);
        } catch {}
        let theirs: unknown;
        try {
          theirs = [JSON.parse(text)];
        } catch {}
        if (theirs !== undefined) expect(ours).toEqual(theirs);
        else if (ours !== undefined) expect(ours.length).toBeGreaterThan(1);
      },
    ),
    { numRuns: 2000 },
  );
});

describe('takes a value a line', () => {
  it('in order', () => {
    expect(parse('{"a":1}\n{"a":2}\n[3]')).toEqual([{ a: 1 }, { a: 2 }, [3]]);
  });
});

it('keeps a key that means something to JavaScript', () => {
  const [value] = parse('{"__proto__":{"mid":1}}');
  expect(Object.keys(value as object)).toEqual(['__proto__']);
});

it.each([
  '['.repeat(65),
  `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`,
  '[1',
  '{"a"',
  '"a',
  '{"a":1,}',
  '[1,]',
  '',
])('refuses %j', (text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ reason: 'json' }));
});
