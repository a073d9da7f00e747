/**
 * Loaded before the program: its wall clock is off by as many milliseconds as the file says that CLOCK_FILE names, from
 * the moment somebody writes that. Timers and the monotonic clock go on as they are.
 */
import { readFileSync } from 'node:fs';

const file = process.env.CLOCK_FILE ?? '';
const everySoOften = 10;
const now = Date.now.bind(Date);
let offset = read();

function read(): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
}

Date.now = () => now() + offset;
setInterval(() => {
  offset = read();
}, everySoOften).unref();
