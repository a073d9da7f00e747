import { InlineKeyboard } from 'grammy';
import { describe, expect, test } from 'vitest';
import { layOutKeyboard } from '../../../src/qq/gateway/keyboard-layout.ts';
import { choicesOf, findChoice, isMenuCancel, replyLine } from '../../../src/qq/gateway/reply-choices.ts';
import { replyWords } from '../../../src/qq/gateway/reply-words.ts';

const { zh, en } = replyWords;
const of = (...rows: string[][]) =>
  choicesOf(
    rows.map((row) => row.map((text) => InlineKeyboard.text(text, `data of ${text}`))),
    zh,
  );
const dataFor = (choices: ReturnType<typeof of>, said: string) => findChoice(choices, said)?.data;

describe('the line under a message', () => {
  test.each([
    ['labels in their order', [['关注', '取消关注'], ['分组']], '回复：关注 · 取消关注 · 分组'],
    ['rows as a range, after the labels', [['1. A'], ['2. B'], ['3. C'], ['搜索']], '回复：搜索 · 1–3'],
    ['rows with check boxes', [['☑ 9. A'], ['☐ 10. B']], '回复：9–10'],
    ['rows with gaps', [['1. A'], ['2. B'], ['5. C']], '回复：1–2 · 5'],
    [
      'paging, single steps first',
      [['-10', '‹', '2/30', '›', '+10']],
      '回复：上一页 · 下一页 · -10 · +10 · 2/30',
    ],
    ['labels that are the same', [['开', '开']], '回复：开 · 开 (2)'],
    ['labels without the fact at their end', [['游戏 · 12 人'], ['A · B · 3 人']], '回复：游戏 · A · B'],
  ])('%s', (_, rows, line) => {
    expect(replyLine(of(...rows), zh)).toBe(line);
  });

  test('follows one that says which rows are checked, where nothing else shows their boxes', () => {
    const keyboard = [['☑ 1. A'], ['☐ 2. B'], ['✅ 3. C'], ['☑ 4. D'], ['✅ 提醒']].map((row) =>
      row.map((text) => InlineKeyboard.text(text, text)),
    );
    expect(layOutKeyboard(keyboard, { buttons: false }, zh, '').lines).toEqual([
      '☑ 1 · 3–4',
      '回复：✅ 提醒 · 1–4',
    ]);
  });

  test('leaves out buttons that do nothing, copy something or open an address', () => {
    const keyboard = [
      [
        { text: '1/1', disabled: {} },
        { text: '复制', copy_text: { text: '1' } },
        InlineKeyboard.url('主页', 'https://a.b'),
      ],
    ];
    expect(choicesOf(keyboard, zh)).toEqual([]);
  });
});

describe('what somebody says', () => {
  test('is a label without its sign, in any width and case', () => {
    const choices = of(['☑ 特别关注'], ['‹ 首页'], ['Follow']);
    expect(dataFor(choices, '特别关注')).toBe('data of ☑ 特别关注');
    expect(dataFor(choices, '首页')).toBe('data of ‹ 首页');
    expect(dataFor(choices, 'ＦＯＬＬＯＷ ')).toBe('data of Follow');
  });

  test('is a label with or without the fact at its end', () => {
    const choices = of(['☑ 游戏 · 12 人'], ['学习 · 1 人']);
    expect(['游戏', '☑ 游戏', '游戏 · 12 人'].map((said) => dataFor(choices, said))).toEqual(
      Array(3).fill('data of ☑ 游戏 · 12 人'),
    );
  });

  test('is paging in either language', () => {
    const choices = of(['‹', '›', '-10', '+10']);
    expect(['上一页', 'next', '－10', '+１０'].map((said) => dataFor(choices, said))).toEqual(
      ['‹', '›', '-10', '+10'].map((label) => `data of ${label}`),
    );
  });

  test('is nothing when it is only near a label', () => {
    const choices = of(['关注'], ['1. A']);
    for (const said of ['关注 123', '关', '', ' ', '1.', '01', '1 2', 'A', '-1'])
      expect(dataFor(choices, said)).toBeUndefined();
  });

  test('is the exact label before one that only looks like it', () => {
    expect(dataFor(of(['● 最近'], ['最近']), '最近')).toBe('data of 最近');
  });

  test('leaves, in either language', () => {
    expect(['取消', 'cancel', ' Cancel', '取消关注', ''].map(isMenuCancel)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('real buttons', () => {
  const buttons = { buttons: { rows: 5, columns: 5, label: 10 } } as const;
  const keyboard = (rows: string[][]) =>
    rows.map((row) => row.map((text) => InlineKeyboard.text(text, `d${text}`)));
  const labels = (rows: string[][]) =>
    layOutKeyboard(keyboard(rows), buttons, zh, 'm:').buttons.map((row) => row.map(({ label }) => label));

  test('show rows by their number alone, side by side, and fold what is too wide', () => {
    const rows = Array.from({ length: 8 }, (_, n) => [`${n + 1}. Name ${n}`]);
    expect(labels([...rows, ['-10', '‹', '2/30', '›', '+10'], ['搜索', '多选', '刷新']])).toEqual([
      ['1', '2', '3', '4', '5'],
      ['6', '7', '8'],
      ['-10', '‹', '2/30', '›', '+10'],
      ['搜索', '多选', '刷新'],
    ]);
    expect(labels([['a', 'b', 'c', 'd', 'e', 'f', 'g']])).toEqual([
      ['a', 'b', 'c', 'd', 'e'],
      ['f', 'g'],
    ]);
  });

  test('have labels of at most ten characters, cut as a reader counts', () => {
    expect(labels([['加入到一个名字很长的分组里'], ['👨‍👩‍👧 ok']])).toEqual([
      ['加入到一个名字很长…'],
      ['👨‍👩‍👧 ok'],
    ]);
  });

  test('for which there is no room can be typed', () => {
    const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((label) => [label]);
    const { lines, buttons: shown } = layOutKeyboard(keyboard(rows), buttons, en, 'm:');
    expect(shown).toHaveLength(5);
    expect(lines).toEqual(['Reply: f · g']);
  });

  test('say which message they are under', () => {
    expect(layOutKeyboard(keyboard([['a']]), buttons, zh, 'm:').buttons).toEqual([
      [{ label: 'a', data: 'm:da' }],
    ]);
  });
});
