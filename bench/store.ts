import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newListPanel } from '../src/commands/lists/list-panel-state.ts';
import { openStore, type Store } from '../src/storage/index.ts';
import { sweepEvery } from '../src/storage/record-sweeper.ts';
import type { Figure } from './figure.ts';
import { crowd, storeWatchedAccounts } from './support/crowd.ts';
import { longestGaps } from './support/loop-gap.ts';

const accounts = 10_000;
const hours = 30 * 24;
/** Lists opened, undos recorded and questions left open per hour, of each. */
const perHour = 10;
const gapWanted = { most: 50 };

/**
 * Records left after a month of a busy bot, against those of its last day; and how long the event loop is
 * blocked while a large store is opened, re-encrypted, read and swept.
 */
export async function store(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-bench-'));
  try {
    return [
      await recordsAfterMonth(join(folder, 'month.sqlite')),
      ...(await storeGaps(join(folder, 'large.sqlite'))),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function recordsAfterMonth(path: string): Promise<Figure> {
  const time = { now: Date.UTC(2026, 0, 1) };
  const keys = [{ id: 'bench', key: randomBytes(32) }];
  const opened = await openStore({ path, keys, now: () => time.now });
  for (let hour = 0; hour < hours; hour += 1) {
    await useForAnHour(opened, hour);
    time.now += 3600_000;
    if (time.now % sweepEvery === 0) await opened.sweep();
  }
  const kept = await countRecords(opened);
  await opened.close();
  return {
    name: 'storeMonth',
    what: `records after a month of ${perHour * 3} an hour, against those of its last day`,
    unit: '',
    ours: kept,
    bare: 24 * perHour * 3,
    ratio: kept / (24 * perHour * 3),
    wanted: { most: 1.25 },
  };
}

async function useForAnHour({ panels, undos, conversations }: Store, hour: number): Promise<void> {
  for (let n = 0; n < perHour; n += 1) {
    const key = `${n}:${hour}`;
    await panels.update(key, () => newListPanel(100_001, { list: 'fans', of: 100_001 }));
    await undos.update(key, () => ({
      account: 100_001,
      mid: 200_001,
      deed: 'follow',
      groups: [],
      until: 0,
      undone: false,
    }));
    await conversations.update(key, () => ({ question: 'never answered' }));
  }
}

async function countRecords(opened: Store): Promise<number> {
  let records = 0;
  for await (const _ of opened.audit()) records += 1;
  return records;
}

async function storeGaps(path: string): Promise<Figure[]> {
  const old = { id: 'old', key: randomBytes(32) };
  const keys = [{ id: 'new', key: randomBytes(32) }, old];
  const time = { now: Date.now() };
  const before = await openStore({ path, keys: [old], now: () => time.now });
  await storeWatchedAccounts(before, crowd(accounts));
  for (let hour = 0; hour < 100; hour += 1) await useForAnHour(before, hour);
  await before.close();
  time.now += 100 * 24 * 3600_000;

  const open = () => openStore({ path, keys, now: () => time.now });
  const figure = (name: string, what: string, ours: number): Figure => ({
    name,
    what: `longest gap of the event loop: ${what}`,
    unit: 'ms',
    ours,
    wanted: gapWanted,
  });
  // The first time, Node loads modules.
  await (await open()).close();
  let opened: Store | undefined;
  const { time: opening } = await longestGaps(async () => {
    opened = await open();
  });
  if (opened === undefined) throw new Error('the store did not open');
  const large = opened;
  const figures = [
    figure('storeOpenGap', `opening the store of ${accounts} accounts`, opening),
    figure('storeResealGap', 'sealing all of it anew', (await longestGaps(() => large.reseal())).time),
    figure('storeReadGap', 'opening every record', (await longestGaps(() => countRecords(large))).time),
    figure(
      'storeSweepGap',
      'sweeping 3000 old records at once',
      (await longestGaps(() => large.sweep())).time,
    ),
  ];
  await large.close();
  return figures;
}
