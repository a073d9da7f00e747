import { randomBytes } from 'node:crypto';
import type { onTestFinished } from 'vitest';
import { freePort } from './postgres-cluster.ts';
import { type Program, startProgram } from './program.ts';

/** Settings of programs that share a Postgres store. */
export const storeSettings = (url: string) => ({
  STORE_URL: url,
  SECRET_KEYS: `2026:${randomBytes(32).toString('base64')}`,
});

/** A program with health checks and metrics. */
export interface HealthyProgram {
  program: Program;
  health(): Promise<{ status: number; role?: string }>;
  /** The value of a metric without labels. */
  metric(name: string): Promise<number>;
}

/** Starts the program with health checks. A watcher gets neither the bot token nor other chat settings. */
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

/** The output apart from log lines and the start message. */
export const plainLines = ({ output }: Program): string[] =>
  output()
    .split('\n')
    .filter(
      (line) => line !== '' && !line.startsWith('{') && !/^guanxi (?:runs|watches)|^Health/u.test(line),
    );
