import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createAccounts } from '../src/accounts/accounts.ts';
import { createAlerts } from '../src/alerts/index.ts';
import { createBilibili, type Person } from '../src/api/index.ts';
import { systemClock } from '../src/clock.ts';
import { toExportFiles } from '../src/commands/transfer/export-files.ts';
import { toExportDocument } from '../src/commands/transfer/export-json-document.ts';
import { createJobs, createQuota, type Job, readAndPlan } from '../src/jobs/index.ts';
import { createDormancyChecks } from '../src/people/dormancy-check-store.ts';
import { readPeopleFile } from '../src/people/import/read-people.ts';
import { findOrMakeKeys, openStore, type Store, type WatchRecord } from '../src/storage/index.ts';
import { telegramSendRates } from '../src/telegram/traits-and-send-rates.ts';
import { finishInSlices } from '../src/text/interruptible-work.ts';
import { newFans } from './drain.ts';
import type { Figure } from './figure.ts';
import { crowd, storeWatchedAccounts } from './support/crowd.ts';
import { longestGaps } from './support/loop-gap.ts';
import { createMemory } from './support/memory.ts';
import type { PeopleSite } from './support/people-site.ts';
import { startProcess } from './support/process.ts';
import { startThread } from './support/server-thread.ts';

const accounts = 10_000;
const usualInterval = 300_000;
const listed = 5000;
const inJob = 1000;
const outboxes = 50_000;
/** Long enough for everything that a start does at once, ms. */
const aWhile = 3000;

/**
 * How long the event loop is blocked by large operations, so that nobody is answered. `bare` is the longest
 * gap of an idle thread at the same time: on a busy machine, gaps come from other programs.
 */
export async function gaps(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-bench-'));
  const path = join(folder, 'guanxi.sqlite');
  try {
    const filled = await open(path);
    await storeWatchedAccounts(filled, crowd(accounts));
    await filled.close();
    const [started, polled] = await startAndPoll(path);
    const [exported, imported] = await exportAndImport();
    return [
      ...figures('gapStart', `start with ${accounts} accounts`, started),
      ...figures('gapPolls', 'a poll of each of them, as fast as they can be made', polled),
      ...figures('gapExport', `an export of ${listed} people`, exported),
      ...figures('gapImport', `an import of ${listed} people`, imported),
      ...figures('gapJob', `a job of ${inJob} people`, await jobGaps(join(folder, 'job.sqlite'))),
      ...figures('gapDrain', `start with ${outboxes} alerts to send`, await drainGaps()),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The longest gaps in ms: of the program, the processor time used in one, and of an idle thread. */
interface Gaps {
  ours: number;
  processor: number;
  bare: number;
}

async function measureGaps(work: () => Promise<unknown>): Promise<Gaps> {
  const idle = await startThread('./idle-thread.ts');
  await idle.ask('begin');
  const { time, processor } = await longestGaps(work);
  const bare = Number(await idle.ask('end'));
  await idle.close();
  return { ours: time, processor, bare };
}

const figures = (name: string, what: string, { ours, processor, bare }: Gaps): Figure[] => [
  { name, what: `longest gap of the event loop: ${what}`, unit: 'ms', ours, bare, wanted: { most: 50 } },
  {
    name: `${name}Processor`,
    what: `most processor time in one: ${what}`,
    unit: 'ms',
    ours: processor,
    wanted: { most: 50 },
  },
];

const open = async (path: string): Promise<Store> =>
  openStore({ path, keys: (await findOrMakeKeys(path)).keys });

type Deps = Parameters<typeof createAlerts>[0];

function createAlertsWith(
  deps: Pick<Deps, 'records' | 'sessionOf' | 'send' | 'interval'> & Partial<Pick<Deps, 'onPoll'>>,
) {
  return createAlerts({
    egressOf: () => 'default',
    ratesOf: () => telegramSendRates,
    quietHours: async () => undefined,
    timezoneOf: async () => 'Asia/Shanghai',
    clock: systemClock,
    random: Math.random,
    onError(_, error) {
      throw error;
    },
    ...deps,
  });
}

async function startAndPoll(path: string): Promise<[start: Gaps, polls: Gaps]> {
  const site = await startProcess<string>('./crowd-site.ts');
  let polls = 0;
  let heard = (): void => undefined;
  const run = async (interval: number) => {
    const store = await open(path);
    const bilibili = createBilibili({ root: site.ready, readSpacing: 0, writeSpacing: 0 });
    const { sessionOf } = createAccounts({ bilibili, chats: store.chats, now: Date.now, idle: 3 * 3600_000 });
    const alerts = createAlertsWith({
      records: store.watches,
      sessionOf,
      send: () => Promise.reject(new Error('there is nobody to tell of')),
      interval,
      onPoll() {
        polls += 1;
        heard();
      },
    });
    await alerts.start();
    return { alerts, store };
  };
  // The first time, Node loads modules.
  const first = await open(path);
  await first.close();
  let running: Awaited<ReturnType<typeof run>> | undefined;
  const start = await measureGaps(async () => {
    running = await run(usualInterval);
  });
  await running?.alerts.stop();
  await running?.store.close();
  // So short that polls are always due.
  const { alerts, store } = await run(1000);
  const before = polls;
  const round = new Promise<void>((resolve) => {
    heard = () => polls >= before + accounts && resolve();
  });
  const polled = await measureGaps(() => round);
  await alerts.stop();
  await store.close();
  await site.close();
  return [start, polled];
}

async function exportAndImport(): Promise<[exported: Gaps, imported: Gaps]> {
  const people = Array.from({ length: listed }, (_, index): Person => {
    const mid = 3_490_000_000_000_000 + index;
    const sign = '一句不长不短的个性签名,大约二十来个字,用来占位';
    return {
      mid,
      uname: `第${index}位`,
      face: '',
      sign,
      official_verify: { type: -1, desc: '' },
      vip: undefined,
      relation: 'following',
      mtime: 1_780_000_000 - index * 60,
      tag: [231_305],
      special: false,
      contract_info: undefined,
      live: undefined,
    };
  });
  const everything = {
    groups: [{ tagid: 231_305, name: '同学', count: listed, tip: '' }],
    people: { following: { people, total: listed } },
    failed: {},
  };
  let bytes: Buffer | undefined;
  const exported = await measureGaps(async () => {
    const document = await finishInSlices(
      toExportDocument(everything, {
        account: { mid: 100_001, name: '我' },
        madeAt: Date.now(),
        timezone: 'Asia/Shanghai',
        incomplete: [],
      }),
    );
    const files = await finishInSlices(toExportFiles(document, '2026-01-01'));
    bytes = files.find(({ name }) => name === 'following.csv')?.bytes;
  });
  if (bytes === undefined) throw new Error('nothing was exported');
  const table = bytes;
  const imported = await measureGaps(async () => {
    const read = await readPeopleFile(table, { name: 'following.csv' });
    if (read.kind === 'ambiguous' || read.people.length !== listed) throw new Error('not all were read');
  });
  return [exported, imported];
}

async function jobGaps(path: string): Promise<Gaps> {
  const thread = await startThread('./people-site.ts', inJob);
  const { root, owner, cookies, mids }: PeopleSite = JSON.parse(thread.ready);
  const store = await open(path);
  const session = createBilibili({ root, readSpacing: 0, writeSpacing: 0 }).session({
    mid: owner,
    credential: { kind: 'cookie', cookies, madeAt: Date.now() },
  });
  const { promise: done, resolve, reject } = Promise.withResolvers<Job>();
  const jobs = createJobs({
    records: store.jobs,
    quota: createQuota({ records: store.quotas, daily: inJob, timezone: 'UTC', now: Date.now }),
    sessionOf: async () => session,
    clock: systemClock,
    checks: createDormancyChecks(store.personChecks),
    onRelationsChanged: async () => undefined,
    onError: (_, error) => reject(error),
  });
  jobs.onChange((one) => one.state === 'done' && resolve(one));
  const gap = await measureGaps(async () => {
    const work = await readAndPlan(session, { action: 'unfollow', people: mids.map((mid) => ({ mid })) });
    await jobs.start(work, { chat: 1, user: 1, mid: session.mid });
    await done;
  });
  await jobs.shutdown();
  await store.close();
  await thread.close();
  return gap;
}

async function drainGaps(): Promise<Gaps> {
  const records = createMemory<WatchRecord>();
  await storeWatchedAccounts({ chats: createMemory(), watches: records }, crowd(outboxes), newFans);
  const alerts = createAlertsWith({
    records,
    sessionOf: async () => undefined,
    send: async () => ({ kind: 'sent' }),
    interval: 20 * 24 * 3600_000,
  });
  const gap = await measureGaps(async () => {
    await alerts.start();
    await pause(aWhile);
  });
  await alerts.stop();
  return gap;
}
