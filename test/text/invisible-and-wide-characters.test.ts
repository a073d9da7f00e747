import { expect, it } from 'vitest';
import { narrowed, withoutUnseen } from '../../src/text/invisible-and-wide-characters.ts';

it.each([
  ['\u200b701003\u200b', '701003'],
  ['\ufeff\u202e7\u00ad0\u20661', '701'],
  ['名\u3164字\u200d', '名字'],
  ['👩\u200d🚀', '👩\u200d🚀'],
  ['a\r\n\tb', 'a\r\n\tb'],
  ['看\u200dhttps://', '看https://'],
])('what is not seen is taken out of %j', (text, clean) => {
  expect(withoutUnseen(text)).toBe(clean);
});

it('full-width and small forms have their plain form, character for character', () => {
  const text = 'ＵＩＤ：７０１\u3000＠﹫﹦﹢﹣，；（a）名';
  expect(narrowed(text)).toBe('UID:701 @@=+-,;(a)名');
  expect(narrowed(text)).toHaveLength(text.length);
});
