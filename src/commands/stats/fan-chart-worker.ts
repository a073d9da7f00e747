import { parentPort, workerData } from 'node:worker_threads';
import { drawFanChart } from './draw-fan-chart.ts';

// Draws the chart passed to this thread.
parentPort?.postMessage(drawFanChart(workerData));
