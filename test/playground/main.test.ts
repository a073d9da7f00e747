import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Child, startChild } from '../support/child.ts';

const program = new URL('../../playground/main.ts', import.meta.url);

/** Starts `npm run playground` with a port and a folder for temporary files of its own. */
async function startAt(port?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'playground-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return { child: startChild(program, port === undefined ? [] : [port], onTestFinished), folder };
}

/** Waits for the address it prints. */
async function addressOf(child: Child): Promise<string> {
  for (;;) {
    const found = child.lines.map((line) => /http:\/\/\S+/.exec(line)?.[0]).find(Boolean);
    if (found) return found;
    await child.printed(child.lines.length + 1);
  }
}

describe('npm run playground', () => {
  test('runs the real bot, and on Ctrl-C stops with a sentence and leaves nothing behind', async () => {
    const { child, folder } = await startAt('0');
    const address = await addressOf(child);
    expect(await readdir(folder)).toHaveLength(1);
    const state = await fetch(`${address}/client/state`);
    const { user } = (await state.json()) as { user: { id: number } };
    const events = await fetch(`${address}/client/events?user=${user.id}`);
    const body = JSON.stringify({ user: user.id, chat: user.id, text: '/start' });
    const sent = await fetch(`${address}/client/send`, { method: 'POST', body });
    expect(sent.status).toBe(200);
    expect(await heard(events, '扫码登录')).toBe(true);

    child.kill('SIGINT');
    expect(await child.ended()).toBe(0);
    expect(child.lines.at(-1)).toContain('Stopped');
    expect(await readdir(folder)).toEqual([]);
  });

  test('says that the port is taken, and which it uses instead', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const taken = (other.address() as AddressInfo).port;
    const { child } = await startAt(String(taken));
    const used = new URL(await addressOf(child)).port;
    expect(child.lines.join('\n')).toContain(`Port ${taken} is taken; using ${used} instead.`);
    child.kill('SIGINT');
    expect(await child.ended()).toBe(0);
  });

  test('refuses a port that is none, in words, wherever it is named', async () => {
    const words = 'The port must be a whole number from 0 to 65535, and is "many".';
    const { child } = await startAt('many');
    expect(await child.ended()).toBe(1);
    expect(child.lines.join('\n')).toContain(words);
    vi.stubEnv('PORT', 'many');
    const { child: other } = await startAt();
    expect(await other.ended()).toBe(1);
    expect(other.lines.join('\n')).toContain(words);
  });
});

/** Whether a stream of events says this before it ends. */
async function heard(stream: Response, words: string): Promise<boolean> {
  const decoder = new TextDecoder();
  let all = '';
  for await (const part of stream.body ?? []) {
    all += decoder.decode(part, { stream: true });
    if (all.includes(words)) return true;
  }
  return false;
}
