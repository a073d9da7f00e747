import { describe, expect, test } from 'vitest';
import { withLinksWrittenOut } from '../../../src/qq/gateway/write-links-out.ts';

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
