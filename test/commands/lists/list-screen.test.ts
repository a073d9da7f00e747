import { describe, expect, it } from 'vitest';
import { catalogues } from '../../../src/bot/text/index.ts';
import {
  type ListPanel,
  type ListPanelRow,
  newListPanel,
  toggleChosen,
  toggleChosenPage,
} from '../../../src/commands/lists/list-panel-state.ts';
import { drawListPanel } from '../../../src/commands/lists/list-screen.ts';
import type { ListRequest } from '../../../src/people/list-request.ts';
import { labels } from '../../support/guanxi.ts';

const me = 100001;
const reader = { texts: catalogues.zh, timezone: 'Asia/Shanghai', user: 7 };
/** Where buttons show no more than numbers. */
const withShortLabels = { ...reader, shortLabels: true as const };

function row(mid: number, more: Partial<ListPanelRow> = {}): ListPanelRow {
  return { mid, name: `人${mid}`, marks: [], ...more };
}

/** A panel with `count` rows at hand from row 0 on. */
function panel(wanted: Partial<ListRequest>, count: number, more: Partial<ListPanel> = {}): ListPanel {
  return {
    ...newListPanel(me, { list: 'following', of: me, ...wanted }),
    block: { start: 0, rows: Array.from({ length: count }, (_, index) => row(index + 1)), readAt: 0 },
    total: count,
    ...more,
  };
}

const textOf = (one: ListPanel, to = reader): string => {
  const { text } = drawListPanel(one, to);
  return typeof text === 'string' ? text : text.text;
};
const labelsOf = (one: ListPanel): string[][] =>
  labels({ reply_markup: { inline_keyboard: drawListPanel(one, reader).keyboard ?? [] } });

describe('a list that is sorted, and not filtered', () => {
  const narrowed = { sort: 'fans' as const, searched: { read: 1000, total: 4800 } };

  it.each([
    ['zh', ['排序：粉丝数', '共 2 人'], ['排序：粉丝数', '只显示最新的 1,000 人，共 4,800 人']],
    ['en', ['Sorted by: Fans', '2 in all'], ['Sorted by: Fans', 'The newest 1,000 of 4,800 are shown']],
  ] as const)('says how many there are, and of nobody that they match (%s)', (language, whole, cut) => {
    const to = { ...reader, texts: catalogues[language] };
    const linesOf = (one: ListPanel) => textOf(one, to).split('\n').slice(1, 3);
    const all = { ...narrowed, searched: { read: 2, total: 2 } };
    expect(linesOf(panel({}, 2, all))).toEqual(whole);
    expect(linesOf(panel({ list: 'fans' }, 2, { ...narrowed, total: 1000 }))).toEqual(cut);
    const filter = { only: ['verified' as const] };
    expect(linesOf(panel({}, 2, { filter, searched: { read: 9, total: 9 } }))[1]).toMatch(/9/u);
  });

  it('with nobody in it is as empty as any other', () => {
    expect(textOf(panel({}, 0, narrowed))).toBe('你还没有关注任何人。');
  });
});

describe('a page of a list', () => {
  it('says whose it is, how many, and when it was read; the rows stand on the buttons, or else in the text', () => {
    const rows = [row(11, { name: '甲', marks: ['mutual', 'special', 'verified', 'live'] }), row(12)];
    const one = panel({}, 2, { block: { start: 0, rows, readAt: Date.UTC(2026, 10, 21, 6, 5) } });
    expect(textOf(one).split('\n')).toEqual(['我的关注', '共 2 人', '读取于 2026-11-21 14:05']);
    expect(labelsOf(one).slice(0, 2)).toEqual([['1. 甲 ↔★✓●'], ['2. 人12']]);
    expect(textOf(one, withShortLabels).split('\n')).toEqual([
      '我的关注',
      '共 2 人',
      '',
      '1. 甲 ↔★✓●',
      '2. 人12',
      '',
      '读取于 2026-11-21 14:05',
    ]);
  });

  it('shows since when and how many fans, as far as there is room', () => {
    const at = Date.UTC(2026, 10, 20, 23) / 1000;
    const rows = [
      row(11, { at }),
      row(12, { at, fans: 12_345 }),
      row(13, { at, fans: 12_345, name: '名字有十六个字的人就这么长了呀' }),
      row(14, { at, name: '名'.repeat(16) }),
    ];
    const one = panel({ list: 'fans' }, 1, { block: { start: 0, rows, readAt: 0 } });
    expect(labelsOf(one).slice(0, 4).flat()).toEqual([
      '1. 人11 · 2026-11-21',
      '2. 人12 · 12,345 粉丝 · 2026-11-21',
      '3. 名字有十六个字的人就这么长了呀',
      `4. ${'名'.repeat(16)}`,
    ]);
    expect(textOf(one, withShortLabels)).toContain(
      '3. 名字有十六个字的人就这么长了呀 · 12,345 粉丝 · 2026-11-21',
    );
  });

  it('has a button for each row, and the ways on', () => {
    expect(labelsOf(panel({}, 48, { total: 100, page: 2 }))).toEqual([
      ...Array.from({ length: 8 }, (_, index) => [`${index + 9}. 人${index + 9}`]),
      ['-10', '‹', '2/13', '›', '+10'],
      ['● 最近', '最常访问'],
      ['筛选', '排序'],
      ['搜索', '多选', '刷新'],
    ]);
  });

  it('disables what leads nowhere', () => {
    const { keyboard = [] } = drawListPanel(panel({ list: 'fans' }, 5), reader);
    expect(keyboard[5]).toEqual([
      { text: '‹', disabled: {} },
      { text: '1/1', disabled: {} },
      { text: '›', disabled: {} },
    ]);
  });

  it('shows that there may be more when the site did not say how many', () => {
    const { total: _, ...one } = panel({ list: 'special' }, 48);
    expect(labelsOf(one)[8]).toEqual(['‹', '1/6+', '›']);
    expect(textOf(one)).toContain('没有给出总人数');
  });

  it('calls someone without a visible name so', () => {
    const one = panel({}, 1, { block: { start: 0, rows: [row(11, { name: '' })], readAt: 0 } });
    expect(labelsOf(one)[0]).toEqual(['1. （无可见名字）']);
  });
});

describe('how far a list reaches is said', () => {
  it.each<[what: string, ListPanel, zh: string[], en: string]>([
    [
      'of own fans',
      panel({ list: 'fans' }, 48, { total: 3000 }),
      ['只显示最新的 1,000 人，共 3,000 人'],
      'The newest 1,000 of 3,000 are shown',
    ],
    [
      "of another's fans, as far as it showed",
      panel({ list: 'fans', of: 5 }, 48, { total: 3000, end: 100 }),
      ['共 3,000 人', 'B 站只显示前 100 人'],
      'Bilibili shows only the first 100',
    ],
    [
      "of another's following, which the app continues",
      panel({ of: 5 }, 48, { total: 300, block: { start: 0, rows: [row(1)], readAt: 0, source: 'web' } }),
      ['共 300 人', '名单来自网页版，它只显示前 100 人', 'B 站只显示前 250 人'],
      'From the website',
    ],
    [
      'of what the game centre says',
      panel({ of: 5 }, 1, {
        refused: ['web', 'app'],
        block: { start: 0, rows: [row(1)], readAt: 0, source: 'game' },
      }),
      ['名单来自游戏中心，它只显示前 100 人'],
      'From the game centre',
    ],
  ])('%s', (_, one, zh, en) => {
    for (const words of zh) expect(textOf(one)).toContain(words);
    expect(textOf(one, { ...reader, texts: catalogues.en })).toContain(en);
  });
});

describe('selecting', () => {
  const selecting = panel({}, 20, { selecting: true });

  it('turns rows into check boxes and shows what can be done', () => {
    const ticked = toggleChosen(selecting, 2);
    expect(labelsOf(ticked).slice(0, 2)).toEqual([['☐ 1. 人1'], ['☑ 2. 人2']]);
    expect(labelsOf(ticked).slice(-5)).toEqual([
      ['全选本页', '全选到这里'],
      ['全选全部', '退出多选'],
      ['关注', '取消关注'],
      ['移除粉丝', '拉黑'],
      ['移动到', '复制到'],
    ]);
    expect(textOf(ticked)).toContain('已选 1 人');
  });

  it('offers nothing to do while nobody is chosen', () => {
    const last = drawListPanel(selecting, reader).keyboard?.at(-1);
    expect(last?.every((button) => 'disabled' in button)).toBe(true);
  });

  it('takes a whole page, and lets go of it', () => {
    const all = toggleChosenPage(toggleChosen(selecting, 2));
    expect(new Set(all.chosen)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
    expect(toggleChosenPage(all).chosen).toEqual([]);
  });

  it('ends at twenty thousand, and says so', () => {
    const chosen = Array.from({ length: 19_998 }, (_, index) => index + 10_000);
    const full = toggleChosenPage({ ...selecting, chosen });
    expect(full.chosen).toHaveLength(20_000);
    expect(toggleChosen(full, 8).chosen).toHaveLength(20_000);
    expect(textOf(full)).toContain('最多选 20,000 人');
  });

  it.each([
    ['own fans', panel({ list: 'fans' }, 3, { selecting: true }), true],
    ['whom another follows', panel({ of: 5 }, 3, { selecting: true }), true],
    ['own following', selecting, false],
    ['a group', panel({ list: 'group', of: 9 }, 3, { selecting: true }), false],
  ])('of %s strangers can be followed and put into a group: %s', (_, one, can) => {
    expect(labelsOf(one).flat().includes('关注并放入分组')).toBe(can);
  });

  it('offers only to unblock on the blacklist', () => {
    expect(labelsOf(panel({ list: 'blacks' }, 3, { selecting: true })).at(-1)).toEqual(['取消拉黑']);
  });
});
