import { expect, it } from 'vitest';
import { dayToMoment } from '../../../src/bot/text/format-times.ts';

it.each([
  ['2024-01-31', 'Asia/Shanghai', Date.UTC(2024, 0, 30, 16)],
  ['2024-1-3', 'UTC', Date.UTC(2024, 0, 3)],
  ['2024-06-01', 'America/New_York', Date.UTC(2024, 5, 1, 4)],
  ['2024-03-10', 'America/New_York', Date.UTC(2024, 2, 10, 5)],
  ['2024-06-01', 'Asia/Kathmandu', Date.UTC(2024, 4, 31, 18, 15)],
  ['2024-06-01', 'Pacific/Kiritimati', Date.UTC(2024, 4, 31, 10)],
  ['2024-06-01', 'Pacific/Pago_Pago', Date.UTC(2024, 5, 1, 11)],
  ['2023-02-29', 'UTC', undefined],
  ['2024-13-01', 'UTC', undefined],
  ['2024-00-10', 'UTC', undefined],
  ['2024-01-31x', 'UTC', undefined],
  ['24-01-31', 'UTC', undefined],
  ['', 'UTC', undefined],
  ['昨天', 'UTC', undefined],
])('%j in %s begins at %s', (day, timezone, expected) => {
  expect(dayToMoment(day, timezone)).toBe(expected);
});
