import { FormattedString } from '@grammyjs/parse-mode';
import { describe, expect, it } from 'vitest';
import { catalogues } from '../../../src/bot/text/index.ts';
import { drawJob, jobLine } from '../../../src/commands/bulk/job-screens.ts';
import type { Forecast, Job } from '../../../src/jobs/index.ts';

const now = Date.UTC(2026, 10, 26);
const today: Forecast = {
  milliseconds: 90_000,
  nights: 0,
  days: 1,
  doneAt: now + 90_000,
  quotaLeft: 9,
  madeAt: now,
};
/** Forecast to end on 30 November. */
const longer: Forecast = { ...today, nights: 3, days: 4, doneAt: now + 4 * 86_400_000 };
const zh = { texts: catalogues.zh, timezone: 'UTC', user: 1 };
const en = { ...zh, texts: catalogues.en };

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

describe('a job', () => {
  it('at work shows a bar, the counts and the time left, and can be stopped', () => {
    const drawn = drawJob(job, today, zh);
    expect(String(drawn.text)).toContain('█████░░░░░ 50%\n完成 2 · 失败 0 · 剩余 2');
    expect(labels(drawn)).toEqual(['停止']);
  });

  it.each([
    ['waiting', '1970-01-01 00:01 会自动继续。\n预计还要：2 分钟', ['停止']],
    ['resting', '请在 1970-01-01 00:01 之后选“继续”', ['继续', '撤销']],
    ['stopped', '已停止', ['继续', '撤销']],
  ] as const)('that is %s says how it goes on', (state, words, buttons) => {
    const drawn = drawJob({ ...job, state, until: 60_000 }, today, zh);
    expect(String(drawn.text)).toContain(words);
    expect(labels(drawn)).toEqual(buttons);
  });

  it.each([
    [
      zh,
      '进行中，预计还要 4 天，11 月 30 日左右完成。',
      '完成 2 · 失败 0 · 剩余 2 · 预计还要：4 天，11 月 30 日左右完成',
    ],
    [en, 'time left: 4 days, done around November 30.', '· Time left: 4 days, done around November 30'],
  ])('that goes on for days says how many, and the date it will be done', (viewer, running, line) => {
    expect(String(drawJob(job, longer, viewer).text)).toContain(running);
    expect(String(drawJob({ ...job, state: 'waiting' }, longer, viewer).text)).toContain(
      viewer.texts.jobs.timeLeft(line.slice(line.indexOf('4'))),
    );
    expect(String(jobLine(job, 1, longer, viewer))).toContain(line);
    expect(String(jobLine({ ...job, state: 'done' }, 1, longer, viewer))).not.toContain('30');
  });

  it('of several parts says, when it is stopped, that the others do not begin', () => {
    const chain = { first: 1, part: 1, parts: 2 };
    const drawn = drawJob({ ...job, state: 'stopped', chain }, today, zh);
    expect(String(drawn.text)).toContain('后面几批也不会开始');
  });

  it('names for whom it failed by reason, and for a refusal without words the site’s own', () => {
    const failures = [
      ...[11, 12, 13, 14, 15, 16].map((mid) => ({ mid, why: 'gone' as const })),
      { mid: 20, why: 'unknown' as const, code: 29999, said: '新的\u202e原因' },
    ];
    const text = String(drawJob({ ...job, state: 'done', todo: [], failures }, today, zh).text);
    expect(text).toContain('11 12 13 14 15 …(+1)');
    expect(text).toContain('（新的原因，29999）');
    expect(labels(drawJob({ ...job, state: 'done', todo: [], failures }, today, zh))).toEqual([
      '重试失败项',
      '撤销',
    ]);
  });

  it('folds a long list of those for whom it failed, and then names more of them', () => {
    const failures = Array.from({ length: 60 }, (_, mid) => ({ mid: 1000 + mid, why: 'gone' as const }));
    const draw = (all: Job['failures']) =>
      FormattedString.join([
        drawJob({ ...job, state: 'done', failures: all }, today, { ...zh, folds: true }).text,
      ]);
    const { text, entities } = draw(failures);
    expect(text).toContain(' 1059');
    const [fold] = entities.filter(({ type }) => type === 'expandable_blockquote');
    expect(text.slice(fold?.offset)).toMatch(/^失败 60 人/u);
    expect(draw(failures.slice(0, 3)).entities).toEqual([]);
  });

  it('that failed for every reason there is still fits into a message', () => {
    const why = Object.keys(
      catalogues.en.failures.refused,
    ) as (keyof typeof catalogues.en.failures.refused)[];
    const failures = why.flatMap((one) =>
      Array.from({ length: 40 }, (_, index) => ({ mid: 1e15 + index, why: one })),
    );
    for (const viewer of [en, { ...en, folds: true as const }]) {
      const text = String(drawJob({ ...job, state: 'done', failures }, today, viewer).text);
      expect(text.length).toBeLessThan(4096);
    }
  });
});
