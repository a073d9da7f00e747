import { randomBytes } from 'node:crypto';
import type { onTestFinished } from 'vitest';
import { freePort } from './postgres-cluster.ts';
import { type Program, startProgram } from './program.ts';

/** Settings for programs on one Postgres store. */
export const storeSettings = (url: string) => ({
  STORE_URL: url,
  SECRET_KEYS: `2026:${randomBytes(32).toString('base64')}`,
});

/** A program that is asked how it is. */
export interface HealthyProgram {
  program: Program;
  health(): Promise<{ status: number; role?: string }>;
  /** What a metric without labels says. */
  metric(name: string): Promise<number>;
}

/** Starts the program on a port of its own; as a watcher it has neither a bot's token nor anything else of a chat. */
export async function startRole(
  role: 'all' | 'watcher',
  env: Record<string, string>,
  onFinished?: typeof onTestFinished,
): Promise<HealthyProgram> {
  const { BOT_TOKEN = '', TELEGRAM_API_ROOT = '', ADMINS = '', ...shared } = env;
  const port = String(await freePort());
  const own = role === 'all' ? { BOT_TOKEN, TELEGRAM_API_ROOT, ADMINS } : { ROLE: role };
  const program = startProgram({ ...shared, ...own, HTTP_PORT: port }, [], onFinished);
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  return {
    program,
    async health() {
      const answer = await ask('/healthz');
      return { status: answer.status, ...((await answer.json()) as object) };
    },
    async metric(name) {
      const text = await (await ask('/metrics')).text();
      return Number(new RegExp(`^${name} (\\S+)$`, 'mu').exec(text)?.[1]);
    },
  };
}

/** All that a program has to say besides its log and where it runs. */
export const plainLines = ({ output }: Program): string[] =>
  output()
    .split('\n')
    .filter(
      (line) => line !== '' && !line.startsWith('{') && !/^guanxi (?:runs|watches)|^Health/u.test(line),
    );
