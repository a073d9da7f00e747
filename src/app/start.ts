import { once } from 'node:events';
import type { Config } from '../config.ts';
import { createMonitor, idleProgram } from '../http/serve-health-and-metrics.ts';
import { type Base, openBase } from './base.ts';
import { checkLocalAddresses } from './check-local-addresses.ts';
import { isForOperator } from './exit-code-and-message.ts';
import { reportStoreFailure } from './report-store-failure.ts';
import { runBot } from './run-bot.ts';
import type { Running } from './run-program.ts';
import { runWatcher } from './run-watcher.ts';
import { createShutdownSignals } from './shutdown-abort-signals.ts';
import type { StartOptions } from './start-options.ts';

/**
 * Starts the process: its store, its HTTP server, and then its role. If a step fails, everything started
 * before is stopped in reverse order.
 *
 * @example
 * const running = await start(config);
 * await running.stop();
 */
export async function start(config: Config, options: StartOptions = {}): Promise<Running> {
  const { signal, onFailure } = options;
  const undo = new AsyncDisposableStack();
  const shutdown = createShutdownSignals();
  signal?.addEventListener('abort', shutdown.endRequests);
  let base: Base | undefined;
  try {
    signal?.throwIfAborted();
    await checkLocalAddresses(config);
    base = await openBase(config, options, undo);
    const { clock, hold, log, store, role } = base;
    hold.lost.addEventListener('abort', () => onFailure?.(hold.lost.reason));
    hold.lost.addEventListener('abort', shutdown.endAll);
    undo.defer(shutdown.endAll);
    reportStoreFailure(store, log, shutdown.requests);

    const monitor = createMonitor({ clock, interval: config.alertInterval * 1000 });
    const http = await monitor.listen(config, idleProgram(role('standby'), store.probe));
    undo.defer(() => http?.close());

    const run = config.role === 'watcher' ? runWatcher : runBot;
    const { places, claims, ended } = await run({ base, monitor, shutdown, undo, options });
    return {
      places,
      claims,
      httpAddress: http?.address,
      ended: Promise.race([ended, rejectWhenAborted(hold.lost)]),
      stop: () => undo.disposeAsync(),
    };
  } catch (error) {
    const lost = base?.hold.lost;
    if (!signal?.aborted) onFailure?.(error);
    if (!signal?.aborted && !isForOperator(error)) base?.log.error({ err: error }, 'the start failed');
    await undo.disposeAsync();
    throw lost?.aborted ? lost.reason : error;
  } finally {
    signal?.removeEventListener('abort', shutdown.endRequests);
  }
}

async function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
}
