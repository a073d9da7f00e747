import { type Config, type Environment, formatConfigErrors, readConfig } from '../config.ts';
import { exitCodes, fatalErrorMessage } from './exit-code-and-message.ts';

/**
 * Runs an operator's tool, such as a backup, with the settings in `env` and the arguments in `argv`. Its output goes to the terminal; a
 * wrong setting or an unusable store ends it with an explanation and the program's exit code.
 */
export async function runTool(
  { env, argv }: { env: Environment; argv: readonly string[] },
  work: (config: Config, say: (line: string) => void, args: readonly string[]) => Promise<number>,
  options?: { platform: 'required' | 'optional' },
): Promise<number> {
  const result = readConfig(env, undefined, options);
  if (!result.ok) {
    process.stderr.write(`${formatConfigErrors(result.errors)}\n`);
    return exitCodes.wrongConfiguration;
  }
  try {
    return await work(result.config, (line) => process.stdout.write(`${line}\n`), argv.slice(2));
  } catch (error) {
    process.stderr.write(`${fatalErrorMessage(error, result.config)}\n`);
    return exitCodes.cannotRun;
  }
}
