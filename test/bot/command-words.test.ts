import { describe, expect, it } from 'vitest';
import { displayedCommandWord, readCommandWord } from '../../src/bot/command-words.ts';
import commands from '../../src/bot/text/zh/commands.ts';

describe('a command in words', () => {
  it.each<[text: string, name: string, argument: string]>([
    ['粉丝', 'fans', ''],
    ['粉丝 123', 'fans', '123'],
    [' 关注 123 456 ', 'follow', '123 456'],
    ['关注123', 'follow', '123'],
    ['关注：@小林', 'follow', '@小林'],
    ['关注，UID:7', 'follow', 'UID:7'],
    ['关注列表', 'following', ''],
    ['关注列表 @小林', 'following', '@小林'],
    ['悄悄关注', 'whispers', ''],
    ['悄悄关注 7', 'whisper', '7'],
    ['取消悄悄关注 7', 'unwhisper', '7'],
    ['取消拉黑 7', 'unblock', '7'],
    ['取消', 'cancel', ''],
    ['看https://space.bilibili.com/7', 'who', 'https://space.bilibili.com/7'],
    ['我', 'me', ''],
    ['首页', 'me', ''],
    ['帮助 follow', 'help', 'follow'],
    ['搜索 小林', 'search', '小林'],
  ])('%s', (text, name, argument) => {
    expect(readCommandWord(text)).toEqual({ name, argument });
  });

  it.each([
    '',
    '我喜欢看动画',
    '我 想问一下',
    '关注一下',
    '粉丝很多',
    '取消吧',
    '取消 7',
    '你好',
    '状态不好',
  ])('%j is a sentence, and no command', (text) => {
    expect(readCommandWord(text)).toBeUndefined();
  });
});

it('every command has a word, which is read as that command where nothing else is said', () => {
  const names = Object.keys(commands.summaries) as Parameters<typeof displayedCommandWord>[0][];
  for (const name of names) {
    const argument = name === 'whisper' ? '7' : '';
    expect(readCommandWord(`${displayedCommandWord(name)} ${argument}`)).toEqual({ name, argument });
  }
});
