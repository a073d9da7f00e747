import { basename, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { MoveEndpoint, StoredRow } from './move-endpoint-interface.ts';
import { openSqlite } from './open-sqlite.ts';
import { connect } from './sqlite-connection.ts';
import { withStoreErrors } from './sqlite-errors.ts';
import { createSqliteKv } from './sqlite-kv.ts';
import { readMoveMark, removeMoveMark, writeMoveMark } from './sqlite-move-mark.ts';
import { StoreError } from './store-errors.ts';

const pageOfRows = 200;
/** Excludes rows that are not records and are not moved: the probe's, and this file's. */
const records = `namespace not in ('health', 'store')`;

/**
 * Opens a SQLite file as source or target of a move.
 * @throws StoreError
 */
export async function openSqliteEnd(given: string): Promise<MoveEndpoint> {
  const path = resolve(given);
  // Creates the file and its table when missing, and checks it.
  await (await openSqlite({ path, busyTimeout: 5000 })).close();
  const database = await connect({ path, busyTimeout: 5000 });
  const store = await createSqliteKv(database, path, 'store');
  const run = <T>(work: () => T): T => {
    try {
      return withStoreErrors(work, database);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      throw new StoreError(error.problem, `The store ${path} cannot be moved: ${error.message}.`);
    }
  };
  const count = () => run(() => countRecords(database));
  return {
    shown: path,
    count: async () => count(),
    rows: () => readRows(database, run),
    readMark: () => readMoveMark(path),
    writeMark: (mark) => writeMoveMark(path, { ...mark, store: basename(path) }),
    async removeMark() {
      if (await readMoveMark(path)) await removeMoveMark(path);
    },
    async origin() {
      const kept = await store.get('origin');
      return typeof kept === 'string' ? kept : undefined;
    },
    async replaceAll(rows, origin) {
      run(() => database.exec('begin immediate'));
      try {
        run(() => database.exec(`delete from keyv where ${records}`));
        for await (const some of rows) run(() => insert(database, some));
        await store.set('origin', origin);
        const written = count();
        run(() => database.exec('commit'));
        return written;
      } catch (error) {
        if (database.isTransaction) database.exec('rollback');
        throw error;
      }
    },
    async close() {
      if (database.isOpen) database.close();
    },
  };
}

function countRecords(database: DatabaseSync): number {
  return Number(database.prepare(`select count(*) as n from keyv where ${records}`).get()?.n);
}

async function* readRows(
  database: DatabaseSync,
  run: <T>(work: () => T) => T,
): AsyncGenerator<readonly StoredRow[], void> {
  const page = run(() =>
    database.prepare(
      `select namespace as collection, key, value from keyv
        where ${records} and (key, namespace) > (?, ?) order by key, namespace limit ${pageOfRows}`,
    ),
  );
  let after: [key: string, collection: string] = ['', ''];
  for (;;) {
    const rows = run(() => page.all(...after)).map((row) => ({
      collection: String(row.collection),
      key: String(row.key),
      value: String(row.value),
    }));
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = [last.key, last.collection];
  }
}

function insert(database: DatabaseSync, rows: readonly StoredRow[]): void {
  const statement = database.prepare('insert into keyv (key, value, namespace) values (?, ?, ?)');
  for (const { collection, key, value } of rows) statement.run(key, value, collection);
}
