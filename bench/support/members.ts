import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../test/support/postgres-cluster.ts';
import { token } from './token.ts';
import { usualFlags } from './usual-start.ts';

/** One of several processes of the program. */
export type Member = Awaited<ReturnType<typeof startMember>>;

/** The settings of all processes, whatever their store. */
export function memberSettings(telegramRoot: string, siteRoot: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegramRoot,
    BILIBILI_ROOT: siteRoot,
    ADMINS: '1',
    ALLOWED_USERS: '*',
    READ_SPACING: '0',
    LOG_LEVEL: 'error',
  };
}

/** Starts a process; resolves when it answers health checks, which it does even on standby. */
export async function startMember(env: NodeJS.ProcessEnv) {
  const port = await freePort();
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [...usualFlags, main], {
    env: { ...env, HTTP_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    if (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined)) return { child, port };
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    await pause(50);
  }
}

/** Kills a process unless it has ended. */
export async function killMember({ child }: Member): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** The sum of a metric over all processes. */
export async function sumMetric(members: readonly { port: number }[], metric: string): Promise<number> {
  const values = await Promise.all(
    members.map(async ({ port }) => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return Number(new RegExp(`^${metric} (\\S+)$`, 'mu').exec(text)?.[1] ?? 0);
    }),
  );
  return values.reduce((total, value) => total + value, 0);
}
