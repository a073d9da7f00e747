import { once } from 'node:events';
import { type Config, type Environment, formatConfigErrors, readConfig } from '../config.ts';
import { exitCodeFor, exitCodes, fatalErrorMessage } from './exit-code-and-message.ts';
import { createStopSignal, exitAfterStopTimeout } from './stop-on-process-signal.ts';
import { startSystemdWatchdog } from './systemd-watchdog.ts';

/** The running program. */
export interface Running {
  /** Where the bot can be found, a sentence for each chat platform. */
  places: readonly string[];
  /** How the first user becomes the admin, a sentence for each chat platform; none when there is an admin. */
  claims: readonly string[];
  /** Base URL of health and metrics, like http://127.0.0.1:8080; `undefined` when disabled. */
  httpAddress: string | undefined;
  /** Rejects when a chat platform or another process makes it impossible to go on. */
  ended: Promise<void>;
  /** Stops everything in reverse order of the start; resolves when the store is closed. */
  stop(): Promise<void>;
}

/**
 * Runs the program with the settings in `env` until SIGTERM or SIGINT; a second signal ends it at once.
 * Configuration errors and the claim link are written to the terminal. Returns the exit code.
 */
export async function runProgram(
  env: Environment,
  start: (
    config: Config,
    options: { signal: AbortSignal; onFailure: (error: unknown) => void },
  ) => Promise<Running>,
): Promise<number> {
  const result = readConfig(env);
  if (!result.ok) {
    process.stderr.write(`${formatConfigErrors(result.errors)}\n`);
    return exitCodes.wrongConfiguration;
  }
  const ending = createStopSignal(env);
  let running: Running | undefined;
  let bound: NodeJS.Timeout | undefined;
  const onFailure = (error: unknown) => {
    bound ??= exitAfterStopTimeout(fatalErrorMessage(error, result.config), exitCodeFor(error));
  };
  try {
    startSystemdWatchdog(env, ending);
    running = await start(result.config, { signal: ending, onFailure });
    printPlaces(running);
    try {
      if (!ending.aborted) await Promise.race([once(ending, 'abort'), running.ended]);
    } catch (error) {
      onFailure(error);
      throw error;
    } finally {
      await running.stop();
    }
    return exitCodes.stopped;
  } catch (error) {
    // A start that was aborted by a signal is a success; a failing stop is not.
    if (ending.aborted && running === undefined) return exitCodes.stopped;
    process.stderr.write(`${fatalErrorMessage(error, result.config)}\n`);
    return exitCodeFor(error);
  } finally {
    clearTimeout(bound);
  }
}

function printPlaces({ places, claims, httpAddress }: Running): void {
  for (const place of places) process.stdout.write(`${place}\n`);
  if (httpAddress) process.stdout.write(`Health and metrics are at ${httpAddress}/healthz and /metrics.\n`);
  for (const claim of claims) process.stdout.write(`There is no admin yet. ${claim}\n`);
}
