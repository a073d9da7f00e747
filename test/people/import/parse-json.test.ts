import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/people/import/parse-json.ts';
import { finish } from '../../../src/text/interruptible-work.ts';
import fc from '../../support/fast-check.ts';

const parse = (text: string) => finish(parseJson(text));
const count = (text: string, sign: RegExp) => [...text.replace(/"[^"]*"/gu, '').matchAll(sign)].length;

it('gives what JSON.parse gives', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 20 }), fc.constantFrom(undefined, 2), (text, indent) => {
      const value: unknown = JSON.parse(text);
      expect(parse(JSON.stringify(value, undefined, indent))).toEqual([value]);
    }),
  );
});

it('takes what JSON.parse takes, and of what it refuses nothing without an end', () => {
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
        else if (ours !== undefined) expect(count(text, /[[{]/gu)).toBe(count(text, /[\]}]/gu));
      },
    ),
    { numRuns: 2000 },
  );
});

it.each([
  [
    "[{'mid': 701003, 'name': 'a\\'b \"c\"', 'vip': True, 'sign': None}]",
    [{ mid: 701003, name: 'a\'b "c"', vip: true, sign: null }],
  ],
  ['[{"mid":701003},{"mid":701004,},]', [{ mid: 701003 }, { mid: 701004 }]],
  ["{701003: 'a', mid: undefined}", { 701003: 'a', mid: null }],
])('takes what programs print: %s', (text, value) => {
  expect(parse(text)).toEqual([value]);
});

it('takes values that commas part', () => {
  expect(parse('{"a":1},{"a":2},')).toEqual([{ a: 1 }, { a: 2 }]);
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
  '[1,,2]',
  ',1',
  "['a",
  '{a b:1}',
  '{"a":1,,}',
  '',
])('refuses %j', (text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ reason: 'json' }));
});
