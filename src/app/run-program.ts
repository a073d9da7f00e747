import { type Config, type Environment, formatConfigErrors, readConfig, secretsIn } from '../config.ts';
import { CannotListen } from '../http/listen.ts';
import { QQSetupError } from '../qq/port.ts';
import { createRedactor } from '../redact.ts';
import { StoreError } from '../storage/index.ts';
import { TelegramRefused } from '../telegram/fatal-error.ts';
import { SettingsError } from './check-egress.ts';
import { aborted, endSignal } from './process-signals.ts';
import { feedWatchdog } from './systemd-watchdog.ts';

/** The program while it runs. */
export interface Running {
  /** Where the bot is, a sentence for each chat platform. */
  places: readonly string[];
  /** How the first visitor becomes the admin, a sentence for each chat platform; none when there is an admin. */
  claims: readonly string[];
  /** Where health and metrics are answered, like http://127.0.0.1:8080; `undefined` when nowhere. */
  httpAddress: string | undefined;
  /** Rejects when a chat platform, or another program, ends the work of this one. */
  ended: Promise<void>;
  /** Stops in the order opposite to the start; resolves when the store is closed. */
  stop(): Promise<void>;
}

/** How the program ends, for whoever started it. */
export const exitCodes = { stopped: 0, wrongConfiguration: 1, cannotRun: 2 } as const;

/** A stop that takes longer ends without order, before whoever asked for it loses patience; ms. */
const longestStop = 9500;

/**
 * Runs the program from its environment until SIGTERM or SIGINT; a second signal ends it at once. What the operator
 * must know before there is a log, and the claim link, go to the terminal in plain words.
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
  const ending = endSignal({ env, patience: longestStop, code: exitCodes.cannotRun });
  let running: Running | undefined;
  let bound: NodeJS.Timeout | undefined;
  const onFailure = (error: unknown) => {
    bound ??= boundEnd(lastWords(error, result.config), exitCodeFor(error));
  };
  try {
    feedWatchdog(env, ending);
    running = await start(result.config, { signal: ending, onFailure });
    announce(running);
    try {
      await Promise.race([aborted(ending), running.ended]);
    } catch (error) {
      onFailure(error);
      throw error;
    } finally {
      await running.stop();
    }
    return exitCodes.stopped;
  } catch (error) {
    // A start that is given up ends well; a stop that fails does not.
    if (ending.aborted && running === undefined) return exitCodes.stopped;
    process.stderr.write(`${lastWords(error, result.config)}\n`);
    return exitCodeFor(error);
  } finally {
    clearTimeout(bound);
  }
}

/** A program that cannot go on ends without order when its stop takes too long: somebody else may do its work already. */
function boundEnd(words: string, code: number): NodeJS.Timeout {
  return setTimeout(() => {
    process.stderr.write(`${words}\n`);
    process.exit(code);
  }, longestStop).unref();
}

function exitCodeFor(error: unknown): number {
  return error instanceof SettingsError ? exitCodes.wrongConfiguration : exitCodes.cannotRun;
}

/** Whether an error tells the operator what to do; any other is a defect, whose stack belongs into the log. */
export function isForOperator(error: unknown): error is Error {
  return [TelegramRefused, QQSetupError, StoreError, CannotListen, SettingsError].some(
    (kind) => error instanceof kind,
  );
}

/** One line for the operator, without secrets. */
function lastWords(error: unknown, config: Config): string {
  if (isForOperator(error)) return error.message;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const line = createRedactor(secretsIn(config))(what).replaceAll(/\s+/gu, ' ');
  return `guanxi cannot go on, for a reason it does not know (${line}). Its log has more; please report it.`;
}

/**
 * Runs a tool of the operator's, such as a backup, from its environment. What it says goes to the terminal; a setting or
 * a store that is no good ends it with words and the exit code of the program.
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
    process.stderr.write(`${lastWords(error, result.config)}\n`);
    return exitCodes.cannotRun;
  }
}

function announce({ places, claims, httpAddress }: Running): void {
  for (const place of places) process.stdout.write(`${place}\n`);
  if (httpAddress) process.stdout.write(`Health and metrics are at ${httpAddress}/healthz and /metrics.\n`);
  for (const claim of claims) process.stdout.write(`There is no admin yet. ${claim}\n`);
}
