import { describe, expect, test } from 'vitest';
import { splitText, withLinksWrittenOut } from '../../../src/qq/gateway/fit-message-text.ts';
import fc from '../../support/fast-check.ts';

describe('links behind words', () => {
  test('are written out after them, where they are not the words already', () => {
    const text = '1. 阿明 · https://b23.tv/x';
    const entities = [
      { type: 'text_link' as const, offset: 8, length: 17, url: 'https://b23.tv/x' },
      { type: 'bold' as const, offset: 0, length: 2 },
      { type: 'text_link' as const, offset: 3, length: 2, url: 'https://space.bilibili.com/1' },
    ];
    entities[0] = { type: 'text_link', offset: 8, length: 16, url: 'https://b23.tv/x' };
    expect(withLinksWrittenOut(text, entities)).toBe(
      '1. 阿明 (https://space.bilibili.com/1) · https://b23.tv/x',
    );
  });

  test('are left out where the text would be too long to send', () => {
    const name = 'x'.repeat(40);
    const text = Array(90).fill(name).join('\n');
    const entities = Array.from({ length: 90 }, (_, row) => ({
      type: 'text_link' as const,
      offset: row * 41,
      length: 40,
      url: 'https://space.bilibili.com/123456789',
    }));
    expect(withLinksWrittenOut(text, entities)).toBe(text);
  });
});

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
