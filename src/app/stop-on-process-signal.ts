import type { Environment } from '../config.ts';
import { exitCodes } from './exit-code-and-message.ts';
import { whenNpmEnds } from './when-npm-ends.ts';

/**
 * Ctrl-C reaches both npm and this process, and npm passes it on: a second signal within this time is the
 * same one; ms.
 */
const sameSignalWindow = 400;

/** A stop that takes longer is cut off, before service managers kill the process; ms. */
const maxStopTime = 9000;

/**
 * A signal that aborts on SIGTERM or SIGINT, or when the npm that started the program is gone: otherwise the
 * program would keep its store and go on sending. A second signal exits at once.
 * @param env shows whether npm started the program
 */
export function createStopSignal(env: Environment): AbortSignal {
  const controller = new AbortController();
  let begun = 0;
  const stop = () => {
    if (controller.signal.aborted) {
      if (performance.now() - begun > sameSignalWindow) process.exit(exitCodes.cannotRun);
      return;
    }
    begun = performance.now();
    exitAfterStopTimeout('The stop took too long; what was under way is given up.', exitCodes.cannotRun);
    controller.abort();
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  // By default Node would open the inspector, through which any local user could read every secret.
  process.on('SIGUSR1', () => undefined);
  // npm ending during the stop does not count as a second signal.
  if (env.npm_lifecycle_event !== undefined) whenNpmEnds(() => controller.signal.aborted || stop());
  return controller.signal;
}

/**
 * The process exits even if its stop hangs: after a fatal error another process may have taken over its work.
 */
export function exitAfterStopTimeout(words: string, code: number): NodeJS.Timeout {
  return setTimeout(() => {
    process.stderr.write(`${words}\n`);
    process.exit(code);
  }, maxStopTime).unref();
}
