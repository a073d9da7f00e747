import { parentPort, workerData } from 'node:worker_threads';
import { drawFanChart } from './fan-chart.ts';

// The chart that this thread was started with.
parentPort?.postMessage(drawFanChart(workerData));
