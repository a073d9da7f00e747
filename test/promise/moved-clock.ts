/**
 * Loaded before the program: moves its clocks as the file says that CLOCK_FILE names, from the moment somebody writes that.
 * `set` is how far off its wall clock is; `passed` is time that went by unnoticed, as on a machine that slept: the wall clock
 * and the monotonic one are as much further on, and what waited so long is due, but for requests, which get the time they
 * have (`AbortSignal.timeout`). Both are in milliseconds.
 */
import { readFileSync } from 'node:fs';

interface Moved {
  set: number;
  passed: number;
}

const file = process.env.CLOCK_FILE ?? '';
const everySoOften = 10;
/** What was to happen meanwhile happens only after what came in meanwhile; ms. */
const leeway = 500;
const now = Date.now.bind(Date);
const monotonic = performance.now.bind(performance);
const schedule = globalThis.setTimeout;
let moved: Moved = { set: 0, passed: 0 };
moved = read();
const before = moved.passed;

function read(): Moved {
  try {
    return { set: 0, passed: 0, ...JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    // Nobody has moved them yet.
    return moved;
  }
}

/** How Node keeps a timer; `refresh` begins it anew with its `_idleTimeout`. */
type KeptTimer = NodeJS.Timeout & { _idleTimeout: number; _destroyed: boolean };

const waiting = new Map<KeptTimer, number>();
const sinceStart = () => moved.passed - before;

Date.now = () => now() + moved.set + moved.passed;
performance.now = () => monotonic() + sinceStart();
globalThis.setTimeout = Object.assign((...[work, ms = 0, ...rest]: Parameters<typeof schedule>) => {
  const timer = schedule(work, ms, ...rest) as KeptTimer;
  if (ms > leeway) waiting.set(timer, performance.now() + ms);
  return timer;
}, schedule) as typeof schedule;

setInterval(() => {
  const last = moved;
  moved = read();
  if (moved.passed === last.passed) return;
  for (const [timer, due] of waiting) {
    const left = due - performance.now();
    if (timer._destroyed || left < 0) waiting.delete(timer);
    if (timer._destroyed) continue;
    timer._idleTimeout = Math.max(leeway, Math.ceil(left));
    timer.refresh();
  }
}, everySoOften).unref();
