import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { readStoreRow, type StoreRow } from './postgres-store-row.ts';
import { StoreError } from './store-errors.ts';
import type { PostgresAddress } from './store-url.ts';

/** Version of the tables; others are refused or migrated. */
const schemaVersion = 1;

/** Tables for the store itself and for its records. Text sorts as in SQLite and is stored as written. */
const makeTables = `
  create table guanxi_store (
    only_row boolean primary key default true check (only_row),
    version int not null,
    id text not null,
    seal text,
    moved_to text,
    move text,
    move_done boolean,
    origin text,
    probed_at timestamptz
  );
  create table guanxi_records (
    collection text collate "C" not null,
    key text collate "C" not null,
    value text not null,
    primary key (collection, key)
  );
  create function guanxi_notify() returns trigger language plpgsql as $$
  declare
    changed record := coalesce(new, old);
  begin
    if coalesce(current_setting('guanxi.silent', true), '') <> 'on' then
      perform pg_notify('guanxi_' || tg_relid,
        concat_ws(E'\\t', current_setting('application_name'), changed.collection, changed.key));
    end if;
    return null;
  end $$;
  create trigger guanxi_changes after insert or update or delete on guanxi_records
    for each row execute function guanxi_notify();
`;

/** The lock of the process that creates the tables. */
const making = 0x6775_616e;

/**
 * Reads the store's own row; creates the tables when there are none.
 * @throws StoreError 'version' when the tables are of another version, and errors of the server
 */
export async function prepareSchema(
  connection: pg.ClientBase,
  { shown }: PostgresAddress,
): Promise<StoreRow> {
  const there = await readStoreRow(connection);
  if (there) return checkVersion(there, shown);
  // Locked before the transaction begins: a transaction that waits inside would not see tables created
  // meanwhile.
  await connection.query(`select pg_advisory_lock(${making}, 0)`);
  try {
    await connection.query('begin');
    if ((await readStoreRow(connection)) === undefined) {
      await connection.query(makeTables);
      await connection.query('insert into guanxi_store (version, id) values ($1, $2)', [
        schemaVersion,
        randomUUID(),
      ]);
    }
    await connection.query('commit');
  } catch (error) {
    await connection.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await connection.query(`select pg_advisory_unlock(${making}, 0)`).catch(() => undefined);
  }
  const made = await readStoreRow(connection);
  if (made === undefined) throw new StoreError('gone', `The tables of ${shown} are not there.`);
  return checkVersion(made, shown);
}

function checkVersion(row: StoreRow, shown: string): StoreRow {
  if (row.version === schemaVersion) return row;
  const advice =
    row.version > schemaVersion
      ? 'A newer guanxi made it: start that one, or put back a dump from before.'
      : 'Start a guanxi from in between once, which brings it up to date.';
  throw new StoreError(
    'version',
    `The tables of ${shown} have form ${row.version}; this program knows form ${schemaVersion}. ${advice}`,
  );
}
