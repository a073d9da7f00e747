import { type Config, type Environment, formatConfigErrors, readConfig, secretsIn } from '../config.ts';
import { CannotListen } from '../http/listen.ts';
import { QQSetupError } from '../qq/port.ts';
import { createRedactor } from '../redact.ts';
import { StoreError } from '../storage/index.ts';
import { TelegramRefused } from '../telegram/fatal-error.ts';
import { LocalSettingsError } from './check-local-addresses.ts';
import { createStopSignal, whenAborted } from './process-signals.ts';
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

/** Exit codes of the process. */
export const exitCodes = { stopped: 0, wrongConfiguration: 1, cannotRun: 2 } as const;

/** A stop that takes longer is cut off, before service managers kill the process; ms. */
const maxStopTime = 9500;

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
  const ending = createStopSignal({ env, stopTimeout: maxStopTime, code: exitCodes.cannotRun });
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
      await Promise.race([whenAborted(ending), running.ended]);
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

/**
 * After a fatal error the process exits even if its stop hangs: another process may have taken over its work.
 */
function exitAfterStopTimeout(words: string, code: number): NodeJS.Timeout {
  return setTimeout(() => {
    process.stderr.write(`${words}\n`);
    process.exit(code);
  }, maxStopTime).unref();
}

function exitCodeFor(error: unknown): number {
  return error instanceof LocalSettingsError ? exitCodes.wrongConfiguration : exitCodes.cannotRun;
}

/**
 * Whether an error's message tells the operator what to do. Any other error is a defect, whose stack belongs
 * in the log.
 */
export function isForOperator(error: unknown): error is Error {
  return [TelegramRefused, QQSetupError, StoreError, CannotListen, LocalSettingsError].some(
    (kind) => error instanceof kind,
  );
}

/** One line for the operator, without secrets. */
function fatalErrorMessage(error: unknown, config: Config): string {
  if (isForOperator(error)) return error.message;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const line = createRedactor(secretsIn(config))(what).replaceAll(/\s+/gu, ' ');
  return `guanxi cannot go on, for a reason it does not know (${line}). Its log has more; please report it.`;
}

/**
 * Runs an operator's tool, such as a backup, with the settings in `env`. Its output goes to the terminal; a
 * wrong setting or an unusable store ends it with an explanation and the program's exit code.
 */
export async function runTool(
  env: Environment,
  work: (config: Config, say: (line: string) => void) => Promise<number>,
  options?: { platform: 'required' | 'optional' },
): Promise<number> {
  const result = readConfig(env, undefined, options);
  if (!result.ok) {
    process.stderr.write(`${formatConfigErrors(result.errors)}\n`);
    return exitCodes.wrongConfiguration;
  }
  try {
    return await work(result.config, (line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    process.stderr.write(`${fatalErrorMessage(error, result.config)}\n`);
    return exitCodes.cannotRun;
  }
}

function printPlaces({ places, claims, httpAddress }: Running): void {
  for (const place of places) process.stdout.write(`${place}\n`);
  if (httpAddress) process.stdout.write(`Health and metrics are at ${httpAddress}/healthz and /metrics.\n`);
  for (const claim of claims) process.stdout.write(`There is no admin yet. ${claim}\n`);
}
