import { execFile } from 'node:child_process';
import type { Environment } from '../config.ts';

/**
 * Pings systemd's watchdog (`WatchdogSec=` in the unit) twice per interval until `signal` aborts. The pings
 * come from the event loop, so if it hangs they stop and systemd restarts the program.
 */
export function startSystemdWatchdog(env: Environment, signal: AbortSignal): void {
  const period = Number(env.WATCHDOG_USEC) / 1000;
  if (env.NOTIFY_SOCKET === undefined || !(period > 0)) return;
  const ping = () => execFile('systemd-notify', ['WATCHDOG=1'], () => undefined);
  ping();
  const timer = setInterval(ping, period / 2);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
