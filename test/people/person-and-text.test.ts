import { describe, expect, it } from 'vitest';
import { readPersonAndText } from '../../src/people/person-and-text.ts';

describe('a person and the text after them', () => {
  it.each([
    ['100002 老同学', '100002', '老同学'],
    ['100002', '100002', ''],
    ['  100002\n老同学\n二班 ', '100002', '老同学\n二班'],
    ['100002　全角空格', '100002', '全角空格'],
    ['UID 100002 met in 2024', 'UID 100002', 'met in 2024'],
    ['UID:100002 123456', 'UID:100002', '123456'],
    ['100002：老同学', '100002', '老同学'],
    ['100002, a friend', '100002,', 'a friend'],
    ['@小林 画画的', '@小林', '画画的'],
    ['https://space.bilibili.com/100002 画画的', 'https://space.bilibili.com/100002', '画画的'],
    ['https://space.bilibili.com/100002，画画的', 'https://space.bilibili.com/100002', '画画的'],
    ['【一个 视频】 https://b23.tv/abcdefg 剪辑', '【一个 视频】 https://b23.tv/abcdefg', '剪辑'],
    ['BV1xx411c7mD 剪辑', 'BV1xx411c7mD', '剪辑'],
    ['100002 see https://space.bilibili.com/5', '100002', 'see https://space.bilibili.com/5'],
  ])('are told apart in %j', (said, who, text) => {
    expect(readPersonAndText(said)).toEqual({ who, text });
  });

  it.each(['谁也不是 老同学', '', '：', 'hello 100002'])('%j names nobody at its beginning', (said) => {
    expect(readPersonAndText(said)).toEqual({ who: said, text: '' });
  });
});
