import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { movedMessage } from './move-mark.ts';
import type { Sealer } from './seal.ts';
import { StoreError } from './store-errors.ts';
import type { PostgresAddress } from './store-url.ts';

/** Version of the tables; others are refused or migrated. */
const schemaVersion = 1;

/** The store's own row. */
export interface StoreRow {
  version: number;
  /** Unique id of the store; servers with the same id are copies of one store. */
  id: string;
  /** The store's id, sealed: shows whether the keys belong to this store. */
  seal: string | null;
  /** Where it was moved to, without secrets. */
  moved_to: string | null;
  /** Id of that move, and whether it is complete. */
  move: string | null;
  move_done: boolean | null;
  /** Id of the move that filled this store. */
  origin: string | null;
}

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

/** Reads the store's own row; `undefined` when there is no store. */
export async function readStoreRow(connection: pg.ClientBase): Promise<StoreRow | undefined> {
  const { rows } = await connection.query<{ there: boolean }>(
    "select to_regclass('guanxi_store') is not null as there",
  );
  if (!rows[0]?.there) return undefined;
  return (await connection.query<StoreRow>('select * from guanxi_store')).rows[0];
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

/**
 * Refuses to use a moved store: two running copies would send every alert twice.
 * @throws StoreError 'moved'
 */
export function refuseMoved(row: StoreRow, shown: string): void {
  if (row.moved_to === null) return;
  throw new StoreError('moved', movedMessage(shown, row.moved_to, row.move_done === true));
}

const place = { collection: 'store', key: 'id' };

/**
 * Checks that the keys belong to this store, before anything is sealed with others. A new store adopts the
 * keys.
 * @throws StoreError 'sealed'
 */
export async function checkKeys(
  connection: pg.ClientBase,
  row: StoreRow,
  sealer: Sealer,
  { shown }: PostgresAddress,
): Promise<void> {
  if (row.seal !== null && opens(sealer, row)) {
    if (!sealer.needsResealing(row.seal)) return;
  } else if (row.seal !== null) {
    const name = sealer.keyOf(row.seal);
    throw new StoreError(
      'sealed',
      `SECRET_KEYS are not those of the store ${shown}: it was sealed with the key "${name}". Put that key into SECRET_KEYS, after the first.`,
    );
  }
  const seal = sealer.seal(row.id, place);
  await connection.query('update guanxi_store set seal = $1', [seal]);
}

function opens(sealer: Sealer, { seal, id }: StoreRow): boolean {
  try {
    return seal !== null && sealer.open(seal, place) === id;
  } catch {
    return false;
  }
}
