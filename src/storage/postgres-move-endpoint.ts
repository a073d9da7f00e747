import type pg from 'pg';
import type { MoveEndpoint, StoredRow } from './move-endpoint-interface.ts';
import { connectPostgres } from './postgres-connection.ts';
import { postgresError } from './postgres-errors.ts';
import { prepareSchema } from './postgres-schema.ts';
import { checkKeys, readStoreRow } from './postgres-store-row.ts';
import { createSealer, type SealKey } from './seal.ts';
import type { PostgresAddress } from './store-url.ts';

const pageOfRows = 200;

/**
 * Opens a Postgres database as source or target of a move.
 * @throws StoreError
 */
export async function openPostgresEnd(
  address: PostgresAddress,
  keys: readonly SealKey[],
): Promise<MoveEndpoint> {
  const { shown } = address;
  const connection = await connectPostgres(address);
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw postgresError(error, shown);
    }
  };
  const row = () => run(() => readStoreRow(connection));
  const count = () => run(() => countRecords(connection));
  try {
    const made = await run(() => prepareSchema(connection, address));
    if (keys.length > 0) await run(() => checkKeys(connection, made, createSealer(keys), address));
  } catch (error) {
    await connection.end();
    throw error;
  }
  return {
    shown,
    count,
    rows: () => readRows(connection, run),
    async readMark() {
      const { moved_to: to, move, move_done: done } = (await row()) ?? {};
      return to && move ? { to, move, done: done === true } : undefined;
    },
    async writeMark({ to, move, done }) {
      await run(() =>
        connection.query('update guanxi_store set moved_to = $1, move = $2, move_done = $3', [
          to,
          move,
          done,
        ]),
      );
    },
    async removeMark() {
      await run(() => connection.query(unmark));
    },
    origin: async () => (await row())?.origin ?? undefined,
    async replaceAll(rows, origin) {
      // Nobody listens for changes of a store that is moved, and reading the source may take long.
      const silent = 'set local guanxi.silent = on; set local idle_in_transaction_session_timeout = 0';
      await run(() => connection.query(`begin; ${silent}; delete from guanxi_records; ${unmark}`));
      try {
        for await (const some of rows) await run(() => insert(connection, some));
        await run(() => connection.query('update guanxi_store set origin = $1', [origin]));
        const written = await count();
        await run(() => connection.query('commit'));
        return written;
      } catch (error) {
        await connection.query('rollback').catch(() => undefined);
        throw error;
      }
    },
    close: () => connection.end().catch(() => undefined),
  };
}

const unmark = 'update guanxi_store set moved_to = null, move = null, move_done = null';

async function countRecords(connection: pg.ClientBase): Promise<number> {
  const { rows } = await connection.query<{ n: number }>('select count(*)::int as n from guanxi_records');
  return rows[0]?.n ?? 0;
}

async function* readRows(
  connection: pg.ClientBase,
  run: <T>(work: () => Promise<T>) => Promise<T>,
): AsyncGenerator<readonly StoredRow[], void> {
  let after: [collection: string, key: string] = ['', ''];
  for (;;) {
    const { rows } = await run(() =>
      connection.query<StoredRow>(
        `select collection, key, value from guanxi_records where (collection, key) > ($1, $2)
          order by collection, key limit ${pageOfRows}`,
        after,
      ),
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = [last.collection, last.key];
  }
}

async function insert(connection: pg.ClientBase, rows: readonly StoredRow[]): Promise<void> {
  await connection.query(
    'insert into guanxi_records (collection, key, value) select * from unnest($1::text[], $2::text[], $3::text[])',
    [rows.map(({ collection }) => collection), rows.map(({ key }) => key), rows.map(({ value }) => value)],
  );
}
