import { describe, expect, test } from 'vitest';
import { splitText } from '../../../src/qq/gateway/split-draft.ts';
import fc from '../../support/fast-check.ts';

describe('a long text', () => {
  test('is split between lines, into parts of at most 2000', () => {
    const lines = Array.from({ length: 150 }, (_, n) => `${n}: ${'字'.repeat(20)}`);
    const parts = splitText(lines.join('\n'));
    expect(parts.length).toBe(2);
    expect(parts.every((part) => part.length <= 2000)).toBe(true);
    expect(parts.join('\n').split('\n')).toEqual(lines);
  });

  test('is cut when it is more than three parts', () => {
    const parts = splitText('x'.repeat(9000));
    expect(parts.map((part) => part.length)).toEqual([2000, 2000, 2000]);
    expect(parts.at(-1)?.endsWith('…')).toBe(true);
  });

  test('never breaks within a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 0, maxLength: 80 }),
        fc.integer({ min: 5, max: 20 }),
        (text, most) => {
          const parts = splitText(text, most);
          for (const part of parts) {
            expect(part.length).toBeLessThanOrEqual(most);
            expect(part.isWellFormed()).toBe(true);
          }
        },
      ),
    );
  });
});
