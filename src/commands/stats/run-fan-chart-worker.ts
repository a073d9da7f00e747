import { Worker } from 'node:worker_threads';

/** Data of a fan chart, including all its words. */
export interface FanChart {
  /** Title, and subtitle in smaller letters. */
  title: string;
  subtitle: string;
  /** Labels of the bars. */
  gainedWord: string;
  lostWord: string;
  /** Labels of the days, oldest first. */
  labels: readonly string[];
  /** Number of fans at the end of each day; `null` where no poll was made. */
  totals: readonly (number | null)[];
  gained: readonly number[];
  lost: readonly number[];
}

/** Draws a chart as PNG; `undefined` when it fails on this machine, and the text has to do. */
export type DrawFanPicture = (chart: FanChart) => Promise<Uint8Array | undefined>;

/** Timeout of one chart, ms; usually it takes less than a second. */
const patience = 20_000;

const drawingThread = new URL('./fan-chart-worker.ts', import.meta.url);

/**
 * Draws charts one at a time, each in a new worker thread: the libraries are loaded only there, the main
 * thread is not blocked, and the memory is freed afterwards.
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
