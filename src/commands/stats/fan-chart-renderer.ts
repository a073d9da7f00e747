import { Worker } from 'node:worker_threads';

/** A picture of how the number of fans went, ready to be drawn: all its words are in it. */
export interface FanChart {
  /** Above it, large; and smaller below that. */
  title: string;
  subtitle: string;
  /** What the bars mean. */
  gainedWord: string;
  lostWord: string;
  /** Along the bottom, a day each, oldest first. */
  labels: readonly string[];
  /** At the end of each day; `null` where nothing was polled. */
  totals: readonly (number | null)[];
  gained: readonly number[];
  lost: readonly number[];
}

/** Draws a picture, PNG; `undefined` where this machine cannot: the numbers are told in words then. */
export type DrawFanPicture = (chart: FanChart) => Promise<Uint8Array | undefined>;

/** How long one picture may take, ms; on a quiet machine it is under one second. */
const patience = 20_000;

const drawingThread = new URL('./fan-chart-worker.ts', import.meta.url);

/**
 * Draws pictures one after another, each in a thread of its own: what draws is loaded only then, holds up nothing
 * meanwhile, and its memory is free again afterwards.
 */
export function createFanChartRenderer(
  onError: (error: unknown) => void,
  thread: URL = drawingThread,
): DrawFanPicture {
  let last: Promise<unknown> = Promise.resolve();
  return (chart) => {
    const picture = last
      .then(() => drawInThread(chart, thread))
      .catch((error: unknown) => {
        onError(error);
        return undefined;
      });
    last = picture;
    return picture;
  };
}

function drawInThread(chart: FanChart, thread: URL): Promise<Uint8Array> {
  const worker = new Worker(thread, { workerData: chart });
  return new Promise<Uint8Array>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no picture in ${patience} ms`)), patience);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread ended without a picture')));
    worker.once('exit', () => clearTimeout(timer));
  }).finally(() => worker.terminate());
}
