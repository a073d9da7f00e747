import { parentPort } from 'node:worker_threads';
import { longestGaps } from './loop-gap.ts';

/**
 * An idle thread. The first message starts measuring its gaps; the second stops, and it answers with the
 * longest.
 */
let end: (() => void) | undefined;
let gap: Promise<number> | undefined;
parentPort?.on('message', async () => {
  if (gap === undefined) {
    const { promise, resolve } = Promise.withResolvers<void>();
    end = resolve;
    gap = longestGaps(() => promise).then(({ time }) => time);
    parentPort?.postMessage('begun');
  } else {
    end?.();
    parentPort?.postMessage(await gap);
    gap = undefined;
  }
});
parentPort?.postMessage('ready');
