import { type Config, secretsIn } from '../config.ts';
import { CannotListen } from '../http/listen.ts';
import { QQSetupError } from '../qq/port.ts';
import { createRedactor } from '../redact.ts';
import { StoreError } from '../storage/index.ts';
import { TelegramRefused } from '../telegram/fatal-telegram-error.ts';
import { LocalSettingsError } from './check-local-addresses.ts';

/** Exit codes of the process. */
export const exitCodes = { stopped: 0, wrongConfiguration: 1, cannotRun: 2 } as const;

/** The exit code after a fatal error. */
export function exitCodeFor(error: unknown): number {
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
export function fatalErrorMessage(error: unknown, config: Config): string {
  if (isForOperator(error)) return error.message;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const line = createRedactor(secretsIn(config))(what).replaceAll(/\s+/gu, ' ');
  return `guanxi cannot go on, for a reason it does not know (${line}). Its log has more; please report it.`;
}
