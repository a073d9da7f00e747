import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrMakeKeys, openStore } from '../src/storage/index.ts';
import { type Figure, median } from './figure.ts';
import { crowd, storeWatchedAccounts } from './support/crowd.ts';
import { startProcess } from './support/process.ts';
import { usualStart } from './support/usual-start.ts';
import type { Measured } from './support/watcher.ts';

const accounts = 10_000;
const starts = 3;
const usualInterval = 300_000;

/**
 * 10 000 watched accounts in one process, with the site in another: the cost of a poll without news against a
 * bare request for the same page; and the start time and memory of the process.
 */
export async function watches(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-bench-'));
  const path = join(folder, 'guanxi.sqlite');
  const store = await openStore({ path, keys: (await findOrMakeKeys(path)).keys });
  await storeWatchedAccounts(store, crowd(accounts));
  await store.close();
  // The first start fills the compile cache.
  const usual = usualStart(folder);
  const site = await startProcess<string>('./crowd-site.ts');
  const start = (interval: number) =>
    startProcess<{ first: number }>(
      './watcher.ts',
      [site.ready, path, String(accounts), String(interval)],
      usual,
    );

  const first: number[] = [];
  for (let count = 0; count < starts; count += 1) {
    const watcher = await start(usualInterval);
    first.push(watcher.ready.first);
    await watcher.close();
  }
  // So short that polls are always due.
  const watcher = await start(1000);
  const { polls, bare, resident } = await watcher.ask<Measured>('measure');
  await site.ask('repeat');
  const repeated = await watcher.ask<Measured>('measure');
  await watcher.close();
  await site.close();
  await rm(folder, { recursive: true });

  return [
    {
      name: 'watchLooks',
      what: `polls, ${accounts} accounts watched`,
      unit: '/s',
      ours: polls.rate,
      // The rate that this many accounts need at the usual interval.
      wanted: { least: Math.ceil((accounts * 1000) / usualInterval) },
    },
    {
      name: 'watchLook',
      what: 'processor time of a poll, against bare fetch',
      unit: 'ms',
      ours: polls.processor,
      bare: bare.processor,
      ratio: polls.processor / bare.processor,
      wanted: { most: 1.2 },
    },
    {
      name: 'watchRepeatedLook',
      what: 'the same when pages repeat byte for byte',
      unit: 'ms',
      ours: repeated.polls.processor,
      bare: repeated.bare.processor,
      ratio: repeated.polls.processor / repeated.bare.processor,
      wanted: { most: 0.7 },
    },
    {
      name: 'watchMemory',
      what: 'resident memory, all of them watched, at full speed',
      unit: 'MB',
      ours: resident / 1e6,
      wanted: { most: 200 },
    },
    {
      name: 'watchStart',
      what: 'from the start of the process to its first poll',
      unit: 'ms',
      ours: median(first),
      wanted: { most: 1000 },
    },
  ];
}
