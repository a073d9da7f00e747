import { execFile } from 'node:child_process';
import type { Environment } from '../config.ts';

/**
 * Tells systemd that the program is alive, at twice the rate it wants to hear so (`WatchdogSec=` of the unit), until
 * `signal` aborts. It is told from the event loop: a loop that is stuck misses it, and systemd starts the program anew.
 */
export function feedWatchdog(env: Environment, signal: AbortSignal): void {
  const period = Number(env.WATCHDOG_USEC) / 1000;
  if (env.NOTIFY_SOCKET === undefined || !(period > 0)) return;
  const feed = () => execFile('systemd-notify', ['WATCHDOG=1'], () => undefined);
  feed();
  const timer = setInterval(feed, period / 2);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
