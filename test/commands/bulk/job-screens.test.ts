import { describe, expect, it } from 'vitest';
import { catalogues } from '../../../src/bot/text/index.ts';
import { drawJob, drawPreview, duration } from '../../../src/commands/bulk/job-screens.ts';
import type { Job, Plan } from '../../../src/jobs/index.ts';

const pace = { read: 1000, write: 4000 };
const zh = { texts: catalogues.zh, timezone: 'UTC', user: 1 };
const en = { ...zh, texts: catalogues.en };

const plan: Plan = {
  action: 'unfollow',
  withSpecial: false,
  steps: [[1], [2]],
  count: 2,
  skipped: { self: [9], already: [], blocked: [], special: [7, 8], notFollowed: [] },
  first: [{ mid: 1, name: '甲\u202e' }, { mid: 2 }],
  milliseconds: 90_000,
  quotaLeft: 100,
  nights: 0,
  mustType: false,
  groups: {},
};

const job: Job = {
  id: 1,
  action: 'follow',
  chat: 1,
  user: 1,
  mid: 5,
  withSpecial: false,
  state: 'running',
  madeAt: 0,
  todo: [4, 5],
  alone: [],
  changed: [1, 2],
  found: [],
  failures: [],
  skipped: { self: [], already: [], blocked: [], special: [], notFollowed: [] },
  groups: {},
  ungrouped: [],
  groupFailures: [],
};

function labels({ keyboard = [] }: ReturnType<typeof drawJob>): string[] {
  return keyboard.flat().map(({ text }) => text);
}

describe('a preview', () => {
  it('says how many, who first, who is left out, how long, and what is left of the day', () => {
    expect(String(drawPreview(plan, ['what?'], zh).text)).toBe(
      [
        '将取消关注 2 人：甲、2',
        '跳过：自己 1 · 特别关注 2',
        '没看懂，不会处理：what?',
        '预计用时：2 分钟 · 今天还可以改动 100 人',
      ].join('\n'),
    );
    expect(labels(drawPreview(plan, [], en))).toEqual(['Start', 'Cancel', 'Include special follows']);
  });

  it('of nobody cannot be started', () => {
    const nobody = {
      ...plan,
      steps: [],
      count: 0,
      first: [],
      skipped: { ...plan.skipped, special: [], notFollowed: [] },
    };
    const drawn = drawPreview(nobody, [], zh);
    expect(String(drawn.text)).toContain('没有需要取消关注的人');
    expect(labels(drawn)).toEqual([]);
  });

  it('says when it goes on tomorrow, and when it never would', () => {
    expect(String(drawPreview({ ...plan, nights: 1 }, [], zh).text)).toContain('明天会自动继续');
    const never = drawPreview({ ...plan, nights: Number.POSITIVE_INFINITY }, [], zh);
    expect(String(never.text)).toContain('不会开始');
    expect(labels(never)).not.toContain('开始');
  });

  it('stays below what a message can hold, whatever was written', () => {
    const unread = Array.from({ length: 1000 }, (_, index) => `${index}${'字'.repeat(200)}`);
    expect(String(drawPreview(plan, unread, zh).text).length).toBeLessThan(4096);
  });
});

describe('a job', () => {
  it('at work shows a bar, the counts and the time left, and can be stopped', () => {
    const drawn = drawJob(job, pace, zh);
    expect(String(drawn.text)).toContain('█████░░░░░ 50%\n完成 2 · 失败 0 · 剩余 2');
    expect(labels(drawn)).toEqual(['停止']);
  });

  it.each([
    ['waiting', '1970-01-01 00:01 会自动继续', ['停止']],
    ['resting', '请在 1970-01-01 00:01 之后点“继续”', ['继续', '撤销']],
    ['stopped', '已停止', ['继续', '撤销']],
  ] as const)('that is %s says how it goes on', (state, words, buttons) => {
    const drawn = drawJob({ ...job, state, until: 60_000 }, pace, zh);
    expect(String(drawn.text)).toContain(words);
    expect(labels(drawn)).toEqual(buttons);
  });

  it('names for whom it failed by reason, and for a refusal without words the site’s own', () => {
    const failures = [
      ...[11, 12, 13, 14, 15, 16].map((mid) => ({ mid, why: 'gone' as const })),
      { mid: 20, why: 'unknown' as const, code: 29999, said: '新的\u202e原因' },
    ];
    const text = String(drawJob({ ...job, state: 'done', todo: [], failures }, pace, zh).text);
    expect(text).toContain('11 12 13 14 15 …(+1)');
    expect(text).toContain('（新的原因，29999）');
    expect(labels(drawJob({ ...job, state: 'done', todo: [], failures }, pace, zh))).toEqual([
      '重试失败项',
      '撤销',
    ]);
  });

  it('that failed for every reason there is still fits into a message', () => {
    const why = Object.keys(
      catalogues.en.failures.refused,
    ) as (keyof typeof catalogues.en.failures.refused)[];
    const failures = why.flatMap((one) =>
      Array.from({ length: 40 }, (_, index) => ({ mid: 1e15 + index, why: one })),
    );
    expect(String(drawJob({ ...job, state: 'done', failures }, pace, en).text).length).toBeLessThan(4096);
  });
});

it.each([
  [0, 'less than a minute'],
  [60_000, '1 minute'],
  [61_000, '2 minutes'],
  [7_200_000, '2 hours'],
])('%i ms are %s', (milliseconds, words) => {
  expect(duration(milliseconds, catalogues.en)).toBe(words);
});
