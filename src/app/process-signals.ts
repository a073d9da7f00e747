import type { Environment } from '../config.ts';
import { whenNpmEnds } from './when-npm-ends.ts';

/**
 * Ctrl-C reaches both npm and this process, and npm passes it on: a second signal within this time is the
 * same one; ms.
 */
const sameSignalWindow = 400;

export interface StopSignalOptions {
  /** Shows whether npm started the program. */
  env: Environment;
  /** How long stopping may take before the process exits anyway, ms. */
  stopTimeout: number;
  /** The exit code in that case. */
  code: number;
}

/**
 * A signal that aborts on SIGTERM or SIGINT, or when the npm that started the program is gone: otherwise the
 * program would keep its store and go on sending. A second signal exits at once.
 */
export function createStopSignal({ env, stopTimeout, code }: StopSignalOptions): AbortSignal {
  const controller = new AbortController();
  let begun = 0;
  const stop = () => {
    if (controller.signal.aborted) {
      if (performance.now() - begun > sameSignalWindow) process.exit(code);
      return;
    }
    begun = performance.now();
    setTimeout(() => {
      process.stderr.write('The stop took too long; what was under way is given up.\n');
      process.exit(code);
    }, stopTimeout).unref();
    controller.abort();
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  // By default Node would open the inspector, through which any local user could read every secret.
  process.on('SIGUSR1', () => undefined);
  // npm ending during the stop does not count as a second signal.
  if (env.npm_lifecycle_event !== undefined) whenNpmEnds(() => controller.signal.aborted || stop());
  return controller.signal;
}
