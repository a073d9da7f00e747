import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { KeyvSqlite, type SqliteDriver } from '@keyv/sqlite';
import { Keyv } from 'keyv';
import { createYielder } from '../yield-to-event-loop.ts';
import { createKeyedMutex } from './keyed-mutex.ts';
import { checkedKey, type Kv, parseStoredRow } from './kv.ts';
import { withStoreErrors } from './sqlite-errors.ts';
import { withFailureMessage } from './store-errors.ts';

/** Rows per page: 20 of the largest records are parsed quickly enough not to block the event loop. */
const pageOfRows = 20;

/**
 * One collection of a SQLite file, and the only place that uses Keyv. Each collection has its own KeyvSqlite
 * on the shared connection: two Keyvs on one KeyvSqlite return each other's values, since the last namespace
 * set on it wins.
 *
 * With a listener for its 'error' event, Keyv answers failures with `false` or `undefined`; without one it
 * rejects. So nothing may listen here, which the contract test checks.
 *
 * Keyv's own time to live is not used: it uses a clock that tests cannot set, and deletes on reading.
 */
export async function createSqliteKv(database: DatabaseSync, path: string, namespace: string): Promise<Kv> {
  let lastFailure: unknown;
  const driver = createDriver(database, (failure) => {
    lastFailure = failure;
  });
  const store = new KeyvSqlite({ uri: `sqlite://${path}`, driver, iterationLimit: pageOfRows });
  const keyv = new Keyv({ store, namespace, serialization: strictJson });
  const mutex = createKeyedMutex();
  await withFailureMessage(`open ${namespace}`, () => store.ready);

  const get = (key: string) => withFailureMessage(`read ${namespace} ${key}`, () => keyv.get<unknown>(key));
  const set = (key: string, value: unknown) =>
    withFailureMessage(`write ${namespace} ${key}`, async () => {
      if (!(await keyv.set(key, value))) throw new Error('the write was refused');
    });
  const remove = (key: string) => withFailureMessage(`remove ${namespace} ${key}`, () => keyv.delete(key));

  return {
    get: async (key) => get(checkedKey(namespace, key)),
    set: async (key, value) => set(checkedKey(namespace, key), value),
    async exclusively(key, work, signal) {
      checkedKey(namespace, key);
      const row = {
        get: () => get(key),
        set: (value: unknown) => set(key, value),
        remove: () => remove(key),
      };
      return mutex.run(key, () => work(row), signal);
    },
    async *all(wanted = () => true) {
      const entries = keyv.iterator();
      const yieldIfDue = createYielder();
      while (true) {
        await yieldIfDue();
        const next = await withFailureMessage(`read through ${namespace}`, () =>
          // The adapter's iterator wraps the message in an error of its own, which no longer shows the cause.
          entries.next().catch((error: unknown) => Promise.reject(lastFailure ?? error)),
        );
        if (next.done) return;
        const key = String(next.value[0]);
        if (wanted(key)) yield [key, next.value[1]];
      }
    },
  };
}

/**
 * Plain JSON. Keyv's own serializer rewrites strings that begin with a colon, and Keyv treats a row without a
 * value as absent, which would hide a broken record.
 */
const strictJson = {
  stringify: (data: unknown): string => JSON.stringify(data),
  parse<T>(text: string): T {
    return parseStoredRow(text) as T;
  },
};

/**
 * A driver for @keyv/sqlite on an open connection. Keyv's own driver for node:sqlite neither sets
 * `synchronous` nor caches prepared statements, which doubles the cost of a read, and opens a connection
 * (three files) per collection. The adapter uses only a few statements, so all stay cached. `onFailure` gets
 * each error before the adapter wraps it.
 */
function createDriver(database: DatabaseSync, onFailure: (failure: unknown) => void): SqliteDriver {
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    name: 'custom',
    connect: async () => ({
      async query(sql, ...values) {
        try {
          return withStoreErrors(() => prepared(sql).all(...values.map(bindable)), database);
        } catch (failure) {
          onFailure(failure);
          throw failure;
        }
      },
      // The database closes the connection.
      close: async () => undefined,
    }),
  };
}

function bindable(value: unknown): string | number | null {
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  throw new TypeError(`The store takes strings and numbers, not a value of type ${typeof value}`);
}
