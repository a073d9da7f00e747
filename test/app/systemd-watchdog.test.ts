import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startSystemdWatchdog } from '../../src/app/systemd-watchdog.ts';

/** Puts a `systemd-notify` first in the path that writes down what it was told. */
async function recorder(): Promise<() => Promise<string[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'watchdog-'));
  const file = join(folder, 'told');
  await writeFile(join(folder, 'systemd-notify'), `#!/bin/sh\necho "$1" >> ${file}\n`);
  await chmod(join(folder, 'systemd-notify'), 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });
  return async () => (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '');
}

it.skipIf(process.platform === 'win32')(
  'tells systemd again and again that the program is alive',
  async () => {
    const told = await recorder();
    const ended = new AbortController();
    onTestFinished(() => ended.abort());
    startSystemdWatchdog({ NOTIFY_SOCKET: '/run/notify', WATCHDOG_USEC: '40000' }, ended.signal);
    await expect.poll(told).toEqual(expect.arrayContaining(['WATCHDOG=1', 'WATCHDOG=1', 'WATCHDOG=1']));
  },
);

it.skipIf(process.platform === 'win32')('tells nobody where no watchdog was asked for', async () => {
  const told = await recorder();
  startSystemdWatchdog({ NOTIFY_SOCKET: '/run/notify' }, new AbortController().signal);
  startSystemdWatchdog({ WATCHDOG_USEC: '1000' }, new AbortController().signal);
  expect(await told()).toEqual([]);
});
