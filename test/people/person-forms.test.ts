import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWhom, readWhom } from '../../src/people/person-forms.ts';

const mid = (value: number) => ({ kind: 'mid', mid: value });
const video = (bvid: string) => ({ kind: 'video', bvid });

describe('one person, in every form', () => {
  it.each([
    ['123456', mid(123456)],
    ['3494375621396821', mid(3494375621396821)],
    ['UID:123456', mid(123456)],
    ['uid123456', mid(123456)],
    ['UID:123456', mid(123456)],
    ['UID: 123456', mid(123456)],
    ['https://space.bilibili.com/123456', mid(123456)],
    ['http://space.bilibili.com/123456/', mid(123456)],
    ['https://space.bilibili.com/123456/fans/fans?from=a#b', mid(123456)],
    ['space.bilibili.com/123456', mid(123456)],
    ['https://m.bilibili.com/space/123456', mid(123456)],
    ['https://www.bilibili.com/space/123456?share=1', mid(123456)],
    ['bilibili://space/123456', mid(123456)],
    ['https://b23.tv/aB3dE6g', { kind: 'short', url: 'https://b23.tv/aB3dE6g' }],
    ['b23.tv/aB3dE6g?share_medium=ios,android', { kind: 'short', url: 'https://b23.tv/aB3dE6g' }],
    ['https://b23.tv/BV1xx411c7mD', video('BV1xx411c7mD')],
    ['BV1xx411c7mD', video('BV1xx411c7mD')],
    ['bv1xx411c7mD', video('BV1xx411c7mD')],
    ['https://www.bilibili.com/video/BV1xx411c7mD/?p=2', video('BV1xx411c7mD')],
    ['https://m.bilibili.com/video/av170001', { kind: 'video', aid: 170001 }],
    ['av170001', { kind: 'video', aid: 170001 }],
    ['@碧诗', { kind: 'name', name: '碧诗' }],
    ['@_name-1', { kind: 'name', name: '_name-1' }],
    ['@a name of three', { kind: 'name', name: 'a name of three' }],
  ])('reads %s', (text, target) => {
    expect(readWhom(text)).toEqual({ targets: [target], unread: [] });
  });
});

it.each([
  '0',
  '-5',
  '12345678901234567890',
  'abc',
  '@',
  'https://example.com/123',
  'https://space.bilibili.com.evil.example/123',
  'https://evil.example/space.bilibili.com/123',
  'https://space.bilibili.com/abc',
  'https://www.bilibili.com/read/cv1',
  'BV1xx411c7m',
  '👩‍🚀',
])('reads nobody from %s, and says so', (text) => {
  expect(readWhom(text)).toEqual({ targets: [], unread: [text] });
});

describe('many people', () => {
  it('are parted by spaces, lines and the commas of both scripts, each kept once and in order', () => {
    expect(readWhom('3, 1,2、3;1\n UID:2;@a @a').targets).toEqual([
      mid(3),
      mid(1),
      mid(2),
      { kind: 'name', name: 'a' },
    ]);
  });

  it('may begin with a name, which then ends at the space', () => {
    expect(readWhom('@a 123').targets).toEqual([{ kind: 'name', name: 'a' }, mid(123)]);
  });

  it('may be links joined by commas', () => {
    expect(readWhom('https://space.bilibili.com/1,https://space.bilibili.com/2').targets).toEqual([
      mid(1),
      mid(2),
    ]);
  });

  it('never come from the numbers in the query of a link', () => {
    expect(readWhom('https://space.bilibili.com/1?a=2,3,4 5').targets).toEqual([mid(1), mid(5)]);
  });

  it('leave what cannot be read to be listed', () => {
    expect(readWhom('1 garbage 2 99999999999999999999')).toEqual({
      targets: [mid(1), mid(2)],
      unread: ['garbage', '99999999999999999999'],
    });
  });

  it('do not come from the title that the app puts before a link', () => {
    expect(readWhom('【1分钟看懂 123-哔哩哔哩】 https://b23.tv/aB3dE6g')).toEqual({
      targets: [{ kind: 'short', url: 'https://b23.tv/aB3dE6g' }],
      unread: [],
    });
  });

  it('survive the writing: whatever is typed is read without an error, and mids are safe positive integers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const target of readWhom(text).targets) {
          if (target.kind === 'mid') expect(Number.isSafeInteger(target.mid) && target.mid > 0).toBe(true);
        }
      }),
    );
  });
});

describe('in a message that was not written as an answer', () => {
  it('links and marked forms count, plain numbers and names do not', () => {
    const text = '我今天投了 3 个币给 @某人,他是 UID:77,见 https://www.bilibili.com/video/BV1xx411c7mD';
    expect(findWhom(text, [])).toEqual([mid(77), video('BV1xx411c7mD')]);
  });

  it('links behind words come first', () => {
    expect(findWhom('卡片 UID:2', ['https://space.bilibili.com/1'])).toEqual([mid(1), mid(2)]);
  });
});
