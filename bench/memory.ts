import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findOrMakeKeys, openStore } from '../src/storage/index.ts';
import type { Figure } from './figure.ts';
import { crowd, storeWatchedAccounts } from './support/crowd.ts';
import { startProcess } from './support/process.ts';
import { usualStart } from './support/usual-start.ts';
import type { SoFar } from './support/watcher.ts';

const accounts = 10_000;
/** The size of a large installation; takes ten minutes to prepare and five to run. */
const many = 100_000;
const interval = 300_000;

/**
 * Resident memory of a process that watches accounts at the usual interval, after each was polled once. Takes
 * five minutes each, so it runs only when named.
 */
export const memory = async (): Promise<Figure[]> => [await measureMemory(accounts, 140)];
export const memoryOfMany = async (): Promise<Figure[]> => [await measureMemory(many, 350)];

async function measureMemory(count: number, most: number): Promise<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-bench-'));
  const path = join(folder, 'guanxi.sqlite');
  const store = await openStore({ path, keys: (await findOrMakeKeys(path)).keys });
  await storeWatchedAccounts(store, crowd(count));
  await store.close();
  const site = await startProcess<string>('./crowd-site.ts');
  const start = () =>
    startProcess('./watcher.ts', [site.ready, path, String(count), String(interval)], usualStart(folder));
  // The first start fills the compile cache.
  await (await start()).close();
  const watcher = await start();
  let far = await watcher.ask<SoFar>('so far');
  while (far.polls < count) {
    await pause(5000);
    far = await watcher.ask<SoFar>('so far');
  }
  await watcher.close();
  await site.close();
  await rm(folder, { recursive: true });
  return {
    name: `memory${count}`,
    what: `resident memory, ${count} accounts watched, at the usual pace`,
    unit: 'MB',
    ours: far.resident / 1e6,
    wanted: { most },
  };
}
