import { loadImage } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { createFanChartRenderer, type FanChart } from '../../../src/commands/stats/run-fan-chart-worker.ts';

const chart = (days: number): FanChart => ({
  title: '粉丝 6,368',
  subtitle: '近 30 天 +310 · 从 2026-01-01 开始记录',
  gainedWord: '新增',
  lostWord: '取关',
  labels: Array.from({ length: days }, (_, index) => `1月${index + 1}日`),
  totals: Array.from({ length: days }, (_, index) => (index % 5 === 3 ? null : 6000 + index)),
  gained: Array.from({ length: days }, () => 3),
  lost: Array.from({ length: days }, () => 2),
});

it.each([1, 30, 365])(
  'a chart of %i days is a PNG of the size of a phone, drawn without holding up the program',
  async (days) => {
    const errors: unknown[] = [];
    const draw = createFanChartRenderer((error) => errors.push(error));
    let [turns, drawing] = [0, true];
    const turn = (): void => {
      turns += 1;
      if (drawing) setImmediate(turn);
    };
    turn();
    const png = await draw(chart(days));
    drawing = false;
    expect(errors).toEqual([]);
    const { width, height } = await loadImage(png ?? new Uint8Array());
    expect([width, height]).toEqual([1200, 960]);
    // Drawn in this thread, it would leave room for a handful of turns before and after.
    expect(turns).toBeGreaterThan(50);
  },
);

it('a machine that cannot draw gives no picture, and says why', async () => {
  const errors: unknown[] = [];
  const broken = new URL('data:text/javascript,import "no-such-canvas";');
  const draw = createFanChartRenderer((error) => errors.push(error), broken);
  expect(await draw(chart(3))).toBeUndefined();
  expect(errors).toHaveLength(1);
});

it('a thread that ends without a word is no picture, and the next one is drawn', async () => {
  const errors: unknown[] = [];
  const draw = createFanChartRenderer(
    (error) => errors.push(error),
    new URL('data:text/javascript,process.exit(0);'),
  );
  const all = await Promise.all([draw(chart(1)), draw(chart(2))]);
  expect(all).toEqual([undefined, undefined]);
  expect(errors).toHaveLength(2);
});
