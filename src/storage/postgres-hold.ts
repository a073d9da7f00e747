import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { createKeyedMutex } from './keyed-mutex.ts';
import { connectPostgres, endConnection, ownName } from './postgres-connection.ts';
import { postgresError } from './postgres-errors.ts';
import { startHeartbeat } from './postgres-heartbeat.ts';
import { countHolders, lockNumberOf, locks, readHeldLocks, tryLock } from './postgres-process-locks.ts';
import { prepareSchema } from './postgres-schema.ts';
import { refuseMoved } from './postgres-store-row.ts';
import type { Hold, HoldOptions, RecordChange } from './process-hold.ts';
import { StoreError } from './store-errors.ts';
import type { PostgresAddress } from './store-url.ts';

/**
 * The server frees the locks of a process it has not heard of for this time, ms; the process gives up
 * earlier.
 */
const serverPatience = 6000;
/** Timeout of a request while the hold is being taken, ms; the heartbeat's is shorter. */
const startTimeout = 10_000;
/** How often a taken lock is tried again, ms. */
const triedEvery = 100;
/** Enough for nearly equal shares of a few watchers. */
const shards = 64;

/**
 * Holds a store in Postgres by one connection, which is checked every two seconds, holds all locks of the
 * process and receives other processes' changes.
 * @throws StoreError
 */
export async function holdPostgres(
  address: PostgresAddress,
  { use, patience = 0, evenMoved = false }: HoldOptions,
): Promise<Hold> {
  const connection = await connectPostgres(address, { timeout: startTimeout });
  try {
    const row = await prepareSchema(connection, address);
    if (!evenMoved) refuseMoved(row, address.shown);
    const store = lockNumberOf(row.id);
    await connection.query(`set idle_session_timeout = ${serverPatience}`);
    await takeUse(connection, address, store, use, patience);
    return createHold(connection, address, store, await listenForChanges(connection));
  } catch (error) {
    await endConnection(connection);
    throw postgresError(error, address.shown);
  }
}

function createHold(
  connection: pg.Client,
  address: PostgresAddress,
  store: number,
  changeListeners: Set<(change: RecordChange) => void>,
): Hold {
  const mine = new Set<number>();
  const mutex = createKeyedMutex();
  const watcherListeners = new Set<(watchers: number) => void>();
  const { ask, assertHeld, lost, stop } = startHeartbeat(connection, address, async () => {
    const { watchers } = await count();
    for (const listener of watcherListeners) listener(watchers);
  });
  const take = (how: string, number: number) => ask(() => tryLock(connection, how, store, number));
  /**
   * The shards for which the lock function succeeded. One request for all, since a distant server is slow.
   */
  async function eachShard(how: string, wanted: readonly number[]): Promise<number[]> {
    const { rows } = await ask(() =>
      connection.query<{ shard: number; done: boolean }>(
        `select shard, ${how}($1, ${locks.firstShard} + shard) as done from unnest($2::int[]) as shard`,
        [store, wanted],
      ),
    );
    return rows.filter(({ done }) => done).map(({ shard }) => shard);
  }
  const inOrder = () => [...mine].sort((a, b) => a - b);
  const held = () => readHeldLocks(connection, store);
  const count = async () => countHolders(await held());
  /** The next check of the hold, shared by all who ask before it is sent. */
  let confirming: Promise<void> | undefined;

  /**
   * Polls for the lock instead of waiting in the server, so that the heartbeat goes on and notices a dead
   * connection.
   */
  async function wait(number: number, signal?: AbortSignal): Promise<void> {
    while (!(await take('pg_try_advisory_lock', number))) {
      signal?.throwIfAborted();
      await pause(triedEvery);
    }
  }

  return {
    shards,
    lost,
    assertHeld,
    lead: (signal) => wait(locks.lead, signal),
    async joinWatchers() {
      await take('pg_try_advisory_lock_shared', locks.watch);
    },
    countProcesses: () => ask(count),
    onWatchers(listener) {
      watcherListeners.add(listener);
      void ask(count).then(
        ({ watchers }) => listener(watchers),
        () => undefined,
      );
    },
    async takeShards(most) {
      if (mine.size >= most) return inOrder();
      const taken = new Set((await ask(held)).map(({ number }) => number - locks.firstShard));
      const free = Array.from({ length: shards }, (_, shard) => shard).filter((one) => !taken.has(one));
      for (const shard of await eachShard('pg_try_advisory_lock', free.slice(0, most - mine.size)))
        mine.add(shard);
      return inOrder();
    },
    async giveBackShards(given) {
      for (const shard of await eachShard(
        'pg_advisory_unlock',
        given.filter((one) => mine.has(one)),
      ))
        mine.delete(shard);
    },
    confirm() {
      // Started in a microtask, so that `confirming` is set before the query clears it; otherwise it would
      // never be cleared.
      confirming ??= Promise.resolve().then(() =>
        ask(async () => {
          confirming = undefined;
          await connection.query('select 1');
        }),
      );
      return confirming;
    },
    exclusively: (name, work) =>
      mutex.run(name, async () => {
        const number = locks.firstName + (lockNumberOf(name) >>> 2);
        await wait(number);
        try {
          return await work();
        } finally {
          await take('pg_advisory_unlock', number).catch(() => undefined);
        }
      }),
    onChange: (listener) => void changeListeners.add(listener),
    async release() {
      stop();
      await endConnection(connection);
    },
  };
}

/** Takes the lock that keeps a store from being moved while it is used, and used while it is moved. */
async function takeUse(
  connection: pg.Client,
  { shown }: PostgresAddress,
  store: number,
  use: HoldOptions['use'],
  patience: number,
): Promise<void> {
  const end = performance.now() + patience;
  const shared = use === 'shared' ? '_shared' : '';
  while (!(await tryLock(connection, `pg_try_advisory_lock${shared}`, store, locks.use))) {
    if (performance.now() >= end)
      throw new StoreError(
        'locked',
        use === 'shared'
          ? `The store ${shown} is being moved or sealed anew. Start again when that is done.`
          : `A guanxi is running on the store ${shown}. Stop it first.`,
      );
    await pause(triedEvery);
  }
}

/** Listens for record changes by other processes; returns the listeners that will be called, none yet. */
async function listenForChanges(connection: pg.Client): Promise<Set<(change: RecordChange) => void>> {
  const listeners = new Set<(change: RecordChange) => void>();
  const { rows } = await connection.query<{ channel: string }>(
    "select 'guanxi_' || 'guanxi_records'::regclass::oid as channel",
  );
  connection.on('notification', ({ payload = '' }) => {
    const [name, collection, key] = payload.split('\t');
    if (name === ownName || collection === undefined || key === undefined) return;
    for (const listener of listeners) listener({ collection, key });
  });
  await connection.query(`listen ${connection.escapeIdentifier(rows[0]?.channel ?? '')}`);
  return listeners;
}
