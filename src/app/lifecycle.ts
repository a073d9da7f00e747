import { type Config, type Environment, formatConfigErrors, readConfig } from '../config.ts';
import { CannotListen } from '../http/listen.ts';
import { createRedactor } from '../redact.ts';
import { StoreError } from '../storage/index.ts';
import { TelegramRefused } from '../telegram/telegram-refused.ts';
import { aborted, onEnd } from './signals.ts';
import { feedWatchdog } from './watchdog.ts';

/** The program while it runs. */
export interface Running {
  /** The bot's name at Telegram, without the @. */
  username: string;
  /** The link that makes its first visitor the admin; `undefined` when there is an admin. */
  claimLink: string | undefined;
  /** Where health and metrics are answered, like http://127.0.0.1:8080; `undefined` when nowhere. */
  httpAddress: string | undefined;
  /** Rejects when Telegram ends the program's work. */
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
  start: (config: Config, options: { signal: AbortSignal }) => Promise<Running>,
): Promise<number> {
  const result = readConfig(env);
  if (!result.ok) {
    process.stderr.write(`${formatConfigErrors(result.errors)}\n`);
    return exitCodes.wrongConfiguration;
  }
  const told = onEnd({ env, patience: longestStop, code: exitCodes.cannotRun });
  let running: Running | undefined;
  try {
    running = await start(result.config, { signal: told });
    announce(running);
    feedWatchdog(env, told);
    try {
      await Promise.race([aborted(told), running.ended]);
    } finally {
      await running.stop();
    }
    return exitCodes.stopped;
  } catch (error) {
    // A start that is given up ends well; a stop that fails does not.
    if (told.aborted && running === undefined) return exitCodes.stopped;
    process.stderr.write(`${lastWords(error, result.config)}\n`);
    return exitCodes.cannotRun;
  }
}

/** Whether an error tells the operator what to do; any other is a defect, whose stack belongs into the log. */
export function isForOperator(error: unknown): error is Error {
  return [TelegramRefused, StoreError, CannotListen].some((kind) => error instanceof kind);
}

/** One line for the operator, without secrets. */
function lastWords(error: unknown, { botToken }: Config): string {
  if (isForOperator(error)) return error.message;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const connection = createRedactor([botToken])(what).replaceAll(/\s+/gu, ' ');
  return `guanxi cannot go on, for a reason it does not know (${connection}). Its log has more; please report it.`;
}

/**
 * Runs a tool of the operator's, such as a backup, from its environment. What it says goes to the terminal; a setting or
 * a store that is no good ends it with words and the exit code of the program.
 */
export async function runTool(
  env: Environment,
  work: (config: Config, say: (connection: string) => void) => Promise<number>,
): Promise<number> {
  const result = readConfig(env);
  if (!result.ok) {
    process.stderr.write(`${formatConfigErrors(result.errors)}\n`);
    return exitCodes.wrongConfiguration;
  }
  try {
    return await work(result.config, (connection) => process.stdout.write(`${connection}\n`));
  } catch (error) {
    process.stderr.write(`${lastWords(error, result.config)}\n`);
    return exitCodes.cannotRun;
  }
}

function announce({ username, claimLink, httpAddress }: Running): void {
  process.stdout.write(`guanxi runs as @${username}: https://t.me/${username}\n`);
  if (httpAddress) process.stdout.write(`Health and metrics are at ${httpAddress}/healthz and /metrics.\n`);
  if (claimLink)
    process.stdout.write(`Nobody is its admin yet. Open this link once to become it: ${claimLink}\n`);
}
