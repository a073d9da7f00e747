import { expect, it } from 'vitest';
import { catalogues } from '../../../src/bot/text/index.ts';
import { formatDuration, timeNeeded } from '../../../src/commands/bulk/time-needed-text.ts';
import type { Forecast } from '../../../src/jobs/index.ts';

const now = Date.UTC(2026, 10, 26, 23);
const hour = 3_600_000;
const shanghai = { texts: catalogues.zh, timezone: 'Asia/Shanghai' };
const london = { texts: catalogues.en, timezone: 'Europe/London' };

function forecast(changes: Partial<Forecast>): Forecast {
  const milliseconds = changes.milliseconds ?? hour;
  return {
    milliseconds,
    nights: 0,
    days: 1,
    doneAt: now + milliseconds,
    quotaLeft: 1,
    madeAt: now,
    ...changes,
  };
}

it.each([
  [0, 'less than a minute'],
  [60_000, '1 minute'],
  [61_000, '2 minutes'],
  [7_200_000, '2 hours'],
])('%i ms are %s', (milliseconds, words) => {
  expect(formatDuration(milliseconds, catalogues.en)).toBe(words);
});

it.each([
  ['work of hours, also past midnight', { milliseconds: 3 * hour, days: 2 }, '3 小时', '3 hours'],
  [
    'a day that waits for quota',
    { nights: 1, days: 2 },
    '2 天，11 月 27 日左右完成',
    '2 days, done around November 27',
  ],
  [
    'more than a day of requests',
    { milliseconds: 30 * hour, days: 2 },
    '2 天，11 月 28 日左右完成',
    '2 days, done around November 28',
  ],
  [
    'the next year',
    { nights: 1200, days: 1201, doneAt: Date.UTC(2027, 0, 3) },
    '1,201 天，2027 年 1 月 3 日左右完成',
    '1,201 days, done around January 3, 2027',
  ],
])('%s', (_, changes, zh, en) => {
  expect(timeNeeded(forecast(changes), shanghai)).toBe(zh);
  expect(timeNeeded(forecast(changes), london)).toBe(en);
});

it('work that would never end has no time', () => {
  expect(
    timeNeeded(forecast({ doneAt: undefined, nights: Number.POSITIVE_INFINITY }), shanghai),
  ).toBeUndefined();
});
