import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore, type Store } from '../../src/storage/index.ts';
import { startChild } from '../support/child.ts';
import { useFolder } from './folder.ts';
import { storeKey } from './store-key.ts';

const folder = useFolder();
const data = () => join(folder(), 'data');
const file = () => join(data(), 'guanxi.sqlite');

async function open(): Promise<Store> {
  const store = await openStore({ path: file(), keys: [storeKey] });
  onTestFinished(() => store.close());
  return store;
}

test('a probe notices that the folder of the store is gone', async () => {
  const store = await open();
  await store.probe();
  renameSync(data(), join(folder(), 'elsewhere'));
  await expect(store.probe()).rejects.toMatchObject({
    problem: 'gone',
    message: expect.stringContaining(`${file()} is no longer there`),
  });
  renameSync(join(folder(), 'elsewhere'), data());
  await store.probe();
});

test('a probe notices that another file lies where the store was', async () => {
  const store = await open();
  renameSync(file(), `${file()}.old`);
  writeFileSync(file(), '');
  await expect(store.probe()).rejects.toMatchObject({ problem: 'gone' });
});

test('a probe after which the folder was deleted for good says so too', async () => {
  const store = await open();
  rmSync(data(), { recursive: true });
  mkdirSync(data());
  await expect(store.probe()).rejects.toMatchObject({ problem: 'gone' });
});

test.each(['lock', 'store'].flatMap((what) => [0, 1, 2, 3, 4].map((left): [string, number] => [what, left])))(
  'too few file descriptors are called so: opening the %s with %i left',
  async (what, left) => {
    const args = [what, file(), `${left}`];
    const child = startChild(new URL('few-descriptors.ts', import.meta.url), args, onTestFinished);
    expect(await child.ended()).toBe(0);
    expect(child.lines).toHaveLength(1);
    if (left === 0) expect(child.lines[0]).toMatch(/^descriptors: /u);
    expect(child.lines[0]).toMatch(/^opened$|^descriptors: .*may not open more files/u);
  },
);

const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

test.skipIf(!mayMount).each([8, 16, 24, 40, 64])(
  'a disk of %i kB is called full (skipped where no disk can be mounted)',
  (size) => {
    const program = join(import.meta.dirname, 'small-disk.ts');
    const script = `mount -t tmpfs -o size=${size}k tmpfs /mnt && exec "$0" "${program}" /mnt/guanxi.sqlite`;
    const child = spawnSync('unshare', ['-rm', 'sh', '-c', script, process.execPath], { encoding: 'utf8' });
    expect(child.stderr).toBe('');
    expect(child.stdout).toMatch(/^full: .*\bfull\b/u);
  },
);

test('a file that may not grow any further is told apart from a defect', () => {
  const program = join(import.meta.dirname, 'small-disk.ts');
  const script = `ulimit -f 400; exec "$0" "${program}" "${join(folder(), 'guanxi.sqlite')}"`;
  const child = spawnSync('sh', ['-c', script, process.execPath], { encoding: 'utf8' });
  expect(child.stdout).toMatch(
    /^failed: .*a limit \(ulimit -f\) keeps the file from growing \(SQLite code \d+\)/u,
  );
});
