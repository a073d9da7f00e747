import { describe, expect, it } from 'vitest';
import { oneLine } from '../../../src/bot/text/displayable-text.ts';
import fc from '../../support/fast-check.ts';

describe('names of strangers', () => {
  it.each([
    ['a plain name', '碧诗', '碧诗'],
    ['markup, which is text like any other', '<b>&amp;*_[x](y)', '<b>&amp;*_[x](y)'],
    ['bidi marks that turn the line round', 'abc\u202Edef\u2066g\u200F', 'abcdefg'],
    ['line breaks and control characters', 'a\r\nb\u0000\u0007c\u2028d', 'a bcd'],
    ['invisible characters', '\u200B\u2060\uFEFFa\u00ADb', 'ab'],
    ['nothing visible at all', '\u200B\u202E \u200D', ''],
    ['an emoji of several parts', '👩‍🚀', '👩‍🚀'],
    ['stacked accents', `a${'\u0301'.repeat(50)}`, `a${'\u0301'.repeat(3)}`],
  ])('are shown safely: %s', (_, name, shown) => {
    expect(oneLine(name)).toBe(shown);
  });

  it('are cut at 40 characters as a reader counts them', () => {
    expect(oneLine('字'.repeat(41))).toBe(`${'字'.repeat(39)}…`);
    expect(oneLine('👩‍🚀'.repeat(40))).toBe('👩‍🚀'.repeat(40));
  });

  it('never hold a line break, a control or a bidi mark, whatever they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(oneLine(name)).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

it('what looks like a credential is not shown back, not even cut', () => {
  const shown = oneLine('SESSDATA=0123456789abcdef%2C1789012345%2C; bili_jct=abc');
  expect(shown).toBe('SESSDATA=[redacted]; bili_jct=[redacted]');
});
