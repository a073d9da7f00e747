import { describe, expect, it } from 'vitest';
import { catalogues } from '../../../src/bot/text/index.ts';
import { drawJobPreview, drawPreviewPeople } from '../../../src/commands/bulk/preview-screens.ts';
import type { Forecast, PlannedWork } from '../../../src/jobs/index.ts';
import { labels } from '../../support/guanxi.ts';

const zh = { texts: catalogues.zh, timezone: 'UTC', user: 1 };
const en = { ...zh, texts: catalogues.en };
const now = Date.UTC(2026, 10, 26);

const work: PlannedWork = {
  action: 'unfollow',
  withSpecial: false,
  steps: [[1], [2]],
  skipped: { self: [9], already: [], blocked: [], special: [7, 8], notFollowed: [] },
  groups: {},
  names: { 1: '甲\u202e' },
};
const forecast: Forecast = {
  milliseconds: 90_000,
  nights: 0,
  days: 1,
  doneAt: now + 90_000,
  quotaLeft: 100,
  madeAt: now,
};

/** Work on so many people, everybody with a name of 40 wide letters. */
function workOn(count: number): PlannedWork {
  const mids = Array.from({ length: count }, (_, index) => 1e15 + index);
  return {
    ...work,
    steps: mids.map((mid) => [mid]),
    names: Object.fromEntries(mids.map((mid) => [mid, '字'.repeat(40)])),
  };
}

const buttonsOf = ({ keyboard = [] }: ReturnType<typeof drawJobPreview>) =>
  labels({ reply_markup: { inline_keyboard: keyboard } });

describe('a preview', () => {
  it('says how many, who first, who is left out, how long, and what is left of the day', () => {
    expect(String(drawJobPreview(work, forecast, { pieces: ['what?'], count: 1 }, zh).text)).toBe(
      [
        '将取消关注 2 人：甲、2',
        '跳过：自己 1 · 特别关注 2',
        '没看懂，不会处理：what?',
        '预计用时：2 分钟 · 今天还能操作 100 人',
      ].join('\n'),
    );
    expect(buttonsOf(drawJobPreview(work, forecast, undefined, en))).toEqual([
      ['Start', 'Cancel'],
      ['People'],
      ['Include special follows'],
    ]);
  });

  it('of nobody cannot be started', () => {
    const nobody = { ...work, steps: [], skipped: { ...work.skipped, special: [] } };
    const drawn = drawJobPreview(nobody, forecast, undefined, zh);
    expect(String(drawn.text)).toContain('没有需要取消关注的人');
    expect(buttonsOf(drawn)).toEqual([]);
  });

  it('says on which day it is done when it goes on tomorrow, and when it never would', () => {
    const days = { ...forecast, nights: 3, days: 4, doneAt: now + 4 * 86_400_000 };
    const text = String(drawJobPreview(work, days, undefined, zh).text);
    expect(text).toContain('预计用时：4 天，11 月 30 日左右完成');
    expect(text).toContain('明天会自动继续');
    const none = { ...forecast, nights: Number.POSITIVE_INFINITY, doneAt: undefined };
    const never = drawJobPreview(work, none, undefined, zh);
    expect(String(never.text)).toContain('不会开始');
    expect(buttonsOf(never).flat()).not.toContain('开始');
  });

  it('of more than a thousand says in how many parts', () => {
    expect(String(drawJobPreview(workOn(1000), forecast, undefined, zh).text)).not.toContain('批');
    expect(String(drawJobPreview(workOn(1300), forecast, undefined, zh).text)).toContain('分 2 批');
    expect(String(drawJobPreview(workOn(1300), forecast, undefined, en).text)).toContain('in 2 parts');
  });

  it('stays below what a message can hold, whatever was written', () => {
    const pieces = Array.from({ length: 10 }, () => '字'.repeat(200));
    const drawn = drawJobPreview(workOn(1000), forecast, { pieces, count: 100_000 }, zh);
    expect(String(drawn.text).length).toBeLessThan(2000);
    expect(String(drawn.text)).toContain('…(+99990)');
  });
});

describe('the people of a preview', () => {
  it('stand twenty a page, each with number, name and UID, or with the UID alone', () => {
    const drawn = drawPreviewPeople(work, 1, zh);
    expect(String(drawn.text)).toBe('将取消关注的 2 人：\n1. 甲（1）\n2. 2');
    expect(buttonsOf(drawn)).toEqual([['‹ 返回']]);
    expect(String(drawPreviewPeople(work, 1, en).text)).toContain('1. 甲 (1)\n2. 2');
  });

  it('are turned through to the last of them, and no message is too long', () => {
    const many = workOn(1300);
    const last = drawPreviewPeople(many, 65, zh);
    expect(String(last.text)).toMatch(/\n1300\. 字+（1000000000001299）$/u);
    expect(buttonsOf(last)).toEqual([['‹', '65/65', '›'], ['‹ 返回']]);
    expect(String(drawPreviewPeople(many, 999, zh).text)).toBe(String(last.text));
    for (const page of [1, 65])
      expect(String(drawPreviewPeople(many, page, zh).text).length).toBeLessThan(2000);
  });
});
