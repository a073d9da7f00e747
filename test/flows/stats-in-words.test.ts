import { expect, it, vi } from 'vitest';
import { labels, startGuanxi } from '../support/guanxi.ts';

vi.mock('../../src/commands/stats/run-fan-chart-worker.ts', () => ({
  createFanChartRenderer: () => async () => undefined,
}));

it.each([
  ['zh-hans', '画不出图', '7 天', '近 7 天'],
  ['en', 'cannot draw', '7 days', 'Last 7 days'],
])('a machine that cannot draw tells /stats in words (%s)', async (language, words, week, last) => {
  const { member } = await startGuanxi();
  const me = await member('小明', 100001, language);
  await me.send('/stats');
  const shown = await me.see(words);
  expect(shown.photo).toBeUndefined();
  expect(labels(shown)[0]).toContain(week);
  await me.press(week, shown);
  expect((await me.see(last)).message_id).toBe(shown.message_id);
  await me.send('/me');
  await me.press(language === 'en' ? 'Stats' : '数据', await me.see('UID'));
  const opened = await me.see(words);
  await me.press(language === 'en' ? '‹ Home' : '‹ 首页', opened);
  expect((await me.see('UID')).photo).toBeDefined();
});
