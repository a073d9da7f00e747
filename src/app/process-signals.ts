import type { Environment } from '../config.ts';
import { whenNpmEnds } from './when-npm-ends.ts';

/** Ctrl-C reaches npm and what it started, and npm passes it on: what comes so soon again is the same signal; ms. */
const sameMoment = 400;

export interface EndOptions {
  /** Tells whether npm has started the program. */
  env: Environment;
  /** How long the stop may take before the program ends without order, ms. */
  patience: number;
  /** The exit code of an end without order. */
  code: number;
}

/**
 * Aborted when the program is to end: by SIGTERM, by SIGINT, or since npm, which started it, is gone: a program left behind
 * by an npm that was killed would hold its store and go on telling. A second signal ends the program at once.
 */
export function endSignal({ env, patience, code }: EndOptions): AbortSignal {
  const controller = new AbortController();
  let begun = 0;
  const stop = () => {
    if (controller.signal.aborted) {
      if (performance.now() - begun > sameMoment) process.exit(code);
      return;
    }
    begun = performance.now();
    setTimeout(() => {
      process.stderr.write('The stop took too long; what was under way is given up.\n');
      process.exit(code);
    }, patience).unref();
    controller.abort();
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  // Left to Node it would open the inspector, by which anybody on this machine could read every secret.
  process.on('SIGUSR1', () => undefined);
  // That npm goes while the program stops is no second signal.
  if (env.npm_lifecycle_event !== undefined) whenNpmEnds(() => controller.signal.aborted || stop());
  return controller.signal;
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
