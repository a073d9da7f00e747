import { createCanvas } from '@napi-rs/canvas';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Title,
} from 'chart.js';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { fontFamily, registerFonts } from './chart-fonts.ts';
import type { FanChart } from './run-fan-chart-worker.ts';

type ChartContext = Chart['ctx'];

/** On a phone, three pixels of the chart are about one point of the screen. */
const [width, height] = [1200, 960];
const ink = '#1f2328';
const faint = '#8b949e';
const grid = '#eaedf0';
const pink = '#fb7299';
const blue = '#00aeec';
const grey = '#b6bec8';

Chart.register(BarController, BarElement, CategoryScale, Filler, LinearScale, LineController);
Chart.register(LineElement, PointElement, Title);

/** Draws the chart as PNG: the total as a line, and below it daily gains upwards and losses downwards. */
export function drawFanChart(chart: FanChart): Uint8Array {
  registerFonts(`0123456789,${Object.values(chart).flat().join('')}`);
  const canvas = createCanvas(width, height);
  // This canvas is not the browser's, but has all that Chart.js uses for one drawing.
  const drawn = new Chart(canvas as unknown as ChartContext, configurationOf(chart));
  const png = canvas.toBuffer('image/png');
  drawn.destroy();
  return png;
}

/** Range and grid lines of a vertical axis. */
interface Span {
  min: number;
  max: number;
  ticks: readonly number[];
}

/** An axis range around `low` to `high`, with about `lines` grid lines at round numbers. */
function spanOf(low: number, high: number, lines: number): Span {
  const rough = Math.max((high - low) / lines, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const [first, last] = [Math.floor(low / step), Math.ceil(high / step)];
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  return { min: first * step, max: last * step, ticks };
}

function totalSpan(totals: readonly (number | null)[]): Span {
  const known = totals.filter((total) => total !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return spanOf(Math.max(0, low - 1), high + 1, 4);
}

function daySpan({ gained, lost }: FanChart): Span {
  const span = spanOf(-Math.max(...lost), Math.max(...gained, 1), 4);
  // Leaves room to the total's lines above and the day labels below.
  const room = (span.max - span.min) / 5;
  return { ...span, min: span.min - room / 3, max: span.max + room };
}

function configurationOf(chart: FanChart): ChartConfiguration<'bar' | 'line'> {
  const { labels, totals, gained, lost, title } = chart;
  const few = totals.filter((total) => total !== null).length <= 10;
  const font = (size: number, weight: 400 | 600 = 400) => ({ family: fontFamily, size, weight });
  const ticks = { font: font(34), color: faint };
  const axis = ({ min, max, ticks: lines }: Span, stackWeight: number) => ({
    position: 'left' as const,
    stack: 'both',
    stackWeight,
    min,
    max,
    grid: { color: grid, lineWidth: 2, tickLength: 12 },
    border: { display: false },
    ticks: { ...ticks, autoSkip: false, callback: (value: string | number) => inFigures(Number(value)) },
    afterBuildTicks(built: { ticks: { value: number }[] }) {
      built.ticks = lines.map((value) => ({ value }));
    },
  });
  return {
    type: 'bar',
    data: {
      labels: [...labels],
      datasets: [
        {
          type: 'line',
          data: [...totals],
          yAxisID: 'total',
          borderColor: pink,
          backgroundColor: `${pink}22`,
          borderWidth: 6,
          fill: 'start',
          spanGaps: true,
          pointRadius: few ? 9 : 0,
          pointBackgroundColor: pink,
          clip: false,
        },
        { type: 'bar', data: [...gained], yAxisID: 'days', backgroundColor: blue, stack: 'days' },
        {
          type: 'bar',
          data: lost.map((count) => -count),
          yAxisID: 'days',
          backgroundColor: grey,
          stack: 'days',
        },
      ],
    },
    options: {
      animation: false,
      responsive: false,
      devicePixelRatio: 1,
      layout: { padding: { top: 20, right: 44, bottom: 16, left: 32 } },
      datasets: {
        bar: { maxBarThickness: 56, categoryPercentage: 0.88, barPercentage: 0.92, borderRadius: 3 },
      },
      scales: {
        x: {
          grid: { display: false },
          border: { display: false },
          ticks: { ...ticks, maxRotation: 0, autoSkip: true, autoSkipPadding: 36, maxTicksLimit: 7 },
        },
        // The first axis is the lowest.
        days: { ...axis(daySpan(chart), 3), stacked: true },
        total: axis(totalSpan(totals), 5),
      },
      plugins: {
        title: {
          display: true,
          text: title,
          align: 'start',
          font: font(54, 600),
          color: ink,
          padding: { top: 0, bottom: 124 },
        },
      },
    },
    plugins: [
      {
        id: 'paper',
        beforeDraw({ ctx }) {
          ctx.fillStyle = '#ffffff';
          ctx.fillRect(0, 0, width, height);
        },
        afterDraw: ({ ctx }) => drawWords(ctx, chart),
      },
    ],
  };
}

/** Text below the title: the subtitle on the left, the legend on the right. */
function drawWords(ctx: ChartContext, { subtitle, gainedWord, lostWord }: FanChart): void {
  const [baseline, edge, box] = [140, 44, 28];
  ctx.textBaseline = 'alphabetic';
  ctx.font = `400 34px "${fontFamily}"`;
  ctx.textAlign = 'left';
  ctx.fillStyle = faint;
  ctx.fillText(subtitle, 32, baseline);
  ctx.textAlign = 'right';
  let right = width - edge;
  for (const [word, color] of [
    [lostWord, grey],
    [gainedWord, blue],
  ] as const) {
    ctx.fillStyle = ink;
    ctx.fillText(word, right, baseline);
    right -= ctx.measureText(word).width + box + 12;
    ctx.fillStyle = color;
    ctx.fillRect(right, baseline - box + 2, box, box);
    right -= box;
  }
}

function inFigures(value: number): string {
  return formatCount(Math.abs(value));
}
