import { createHash } from 'node:crypto';
import type pg from 'pg';
import { createYielder } from '../yield-to-event-loop.ts';
import { createKeyedMutex } from './keyed-mutex.ts';
import { checkedKey, type Kv, type KvRow, parseStoredRow } from './kv.ts';
import { asStoreError } from './postgres-errors.ts';
import type { Lent, Pools } from './postgres-pools.ts';
import type { Hold } from './process-hold.ts';
import { cannotError, StoreError } from './store-errors.ts';

const pageOfKeys = 1000;
const pageOfRows = 50;

/** Named statements, which each connection prepares once. */
const read = (collection: string, key: string): pg.QueryConfig => ({
  name: 'read',
  text: 'select value from guanxi_records where collection = $1 and key = $2',
  values: [collection, key],
});
const write = (collection: string, key: string, value: unknown): pg.QueryConfig => ({
  name: 'write',
  text: `insert into guanxi_records (collection, key, value) values ($1, $2, $3)
    on conflict (collection, key) do update set value = excluded.value`,
  values: [collection, key, JSON.stringify({ value })],
});
const remove = (collection: string, key: string): pg.QueryConfig => ({
  name: 'remove',
  text: 'delete from guanxi_records where collection = $1 and key = $2',
  values: [collection, key],
});
const pageOfKeysAfter = (collection: string, after: string): pg.QueryConfig => ({
  name: 'keys',
  text: `select key from guanxi_records where collection = $1 and key > $2 order by key limit ${pageOfKeys}`,
  values: [collection, after],
});
const readMany = (collection: string, keys: readonly string[]): pg.QueryConfig => ({
  name: 'readMany',
  text: 'select key, value from guanxi_records where collection = $1 and key = any($2) order by key',
  values: [collection, keys],
});

/**
 * One collection of a Postgres database. A change is a transaction that first takes the record's advisory
 * lock, which the server frees however the transaction ends: writes of a process that has lost the lock, or
 * its hold on the store, are never committed.
 */
export function createPostgresKv(
  pools: Pools,
  storeId: string,
  collection: string,
  hold: Pick<Hold, 'assertHeld'> | undefined,
): Kv {
  const mutex = createKeyedMutex();

  /** Begins a change; resolves when it has the record's lock. */
  async function begin({ connection, giveBack }: Lent, key: string, signal?: AbortSignal): Promise<void> {
    const end = () => giveBack('broken');
    signal?.addEventListener('abort', end, { once: true });
    try {
      signal?.throwIfAborted();
      const lock = `select pg_advisory_xact_lock(${lockNumber(storeId, collection, key)})`;
      await asking(`change ${collection} ${key}`, () => connection.query(`begin; ${lock}`));
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    } finally {
      signal?.removeEventListener('abort', end);
    }
  }

  async function change<T>(key: string, work: (row: KvRow) => Promise<T>, signal?: AbortSignal): Promise<T> {
    hold?.assertHeld();
    const lent = await asking(`change ${collection} ${key}`, pools.lend);
    const { connection } = lent;
    try {
      hold?.assertHeld();
      await begin(lent, key, signal);
      const result = await lent.within(() => work(rowOf(connection, collection, key)));
      hold?.assertHeld();
      await asking(`write ${collection} ${key}`, () => connection.query('commit'));
      return result;
    } catch (error) {
      await connection.query('rollback').catch(() => lent.giveBack('broken'));
      throw error;
    } finally {
      lent.giveBack();
    }
  }

  return {
    async get(key) {
      checkedKey(collection, key);
      const rows = await asking(`read ${collection} ${key}`, () =>
        pools.read<{ value: string }>(read(collection, key)),
      );
      return valueIn(collection, key, rows[0]);
    },
    set: (key, value) => change(checkedKey(collection, key), (row) => row.set(value)),
    exclusively: async (key, work, signal) =>
      mutex.run(checkedKey(collection, key), () => change(key, work, signal), signal),
    async *all(wanted = () => true) {
      const yieldIfDue = createYielder();
      const reading = <R extends pg.QueryResultRow>(query: pg.QueryConfig) =>
        asking(`read through ${collection}`, () => pools.read<R>(query));
      for (let after = ''; ; ) {
        // Rows that are not wanted are not fetched, which matters for a few accounts among many.
        const keys = (await reading<{ key: string }>(pageOfKeysAfter(collection, after))).map(
          ({ key }) => key,
        );
        const these = keys.filter(wanted);
        for (let at = 0; at < these.length; at += pageOfRows) {
          const rows = await reading<{ key: string; value: string }>(
            readMany(collection, these.slice(at, at + pageOfRows)),
          );
          for (const row of rows) {
            await yieldIfDue();
            yield [row.key, valueIn(collection, row.key, row)];
          }
        }
        const last = keys.at(-1);
        if (last === undefined || keys.length < pageOfKeys) return;
        after = last;
      }
    },
  };
}

function rowOf(connection: pg.ClientBase, collection: string, key: string): KvRow {
  return {
    async get() {
      const { rows } = await asking(`read ${collection} ${key}`, () =>
        connection.query<{ value: string }>(read(collection, key)),
      );
      return valueIn(collection, key, rows[0]);
    },
    async set(value) {
      await asking(`write ${collection} ${key}`, () => connection.query(write(collection, key, value)));
    },
    async remove() {
      const { rowCount } = await asking(`remove ${collection} ${key}`, () =>
        connection.query(remove(collection, key)),
      );
      return rowCount === 1;
    },
  };
}

function valueIn(collection: string, key: string, row: { value: string } | undefined): unknown {
  try {
    return row === undefined ? undefined : parseStoredRow(row.value).value;
  } catch (error) {
    throw cannotError(`read ${collection} ${key}`, error);
  }
}

/** Hashes a record's name to a 64-bit lock number. */
function lockNumber(...name: readonly string[]): bigint {
  return createHash('sha256').update(JSON.stringify(name)).digest().readBigInt64BE();
}

/** Makes a request; errors become a StoreError that says what failed. */
async function asking<T>(what: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw cannotError(what, error instanceof StoreError ? error : new StoreError(...asStoreError(error)));
  }
}
