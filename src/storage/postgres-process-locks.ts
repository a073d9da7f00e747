import { createHash } from 'node:crypto';
import type pg from 'pg';
import { withConnection } from './postgres-connection.ts';
import { readStoreRow } from './postgres-store-row.ts';
import type { ProcessCounts } from './process-hold.ts';
import type { PostgresAddress } from './store-url.ts';

/** The second number of each advisory lock; the first identifies the store. */
export const locks = { use: 1, lead: 2, watch: 3, firstShard: 100, firstName: 1000 };

/**
 * Takes or frees a lock, if possible now; returns whether that was done.
 * @param how the function of Postgres
 */
export async function tryLock(
  connection: pg.ClientBase,
  how: string,
  store: number,
  number: number,
): Promise<boolean> {
  const { rows } = await connection.query<{ done: boolean }>(`select ${how}($1, $2) as done`, [
    store,
    number,
  ]);
  return rows[0]?.done === true;
}

/**
 * The number of processes on a store; `undefined` when there is no store.
 * @throws StoreError
 */
export async function countPostgresProcesses(address: PostgresAddress): Promise<ProcessCounts | undefined> {
  return withConnection(address, async (connection) => {
    const row = await readStoreRow(connection);
    if (row === undefined) return undefined;
    return countHolders(await readHeldLocks(connection, lockNumberOf(row.id)));
  });
}

/** A lock held by processes. */
export interface HeldLock {
  number: number;
  holders: number;
}

/**
 * The locks held on a store, with the number of holders. Only two-number locks (`objsubid` 2) of this
 * database.
 */
const heldLocks = `select objid::bigint::int as number, count(*)::int as holders from pg_locks
  where locktype = 'advisory' and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())
    and classid::bigint = ($1::int::bigint & 4294967295)
  group by objid`;

/** Reads the locks held on a store. */
export async function readHeldLocks(connection: pg.ClientBase, store: number): Promise<HeldLock[]> {
  return (await connection.query<HeldLock>(heldLocks, [store])).rows;
}

/** The processes that hold these locks. */
export function countHolders(held: readonly HeldLock[]): ProcessCounts {
  const holders = (lock: number) => held.find(({ number }) => number === lock)?.holders ?? 0;
  const watchers = holders(locks.watch);
  return { bots: holders(locks.use) - watchers, watchers };
}

/** Hashes a store id or a name to 32 bits. */
export function lockNumberOf(id: string): number {
  return createHash('sha256').update(id).digest().readInt32BE();
}
