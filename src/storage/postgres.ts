import type pg from 'pg';
import type { Database } from './kv.ts';
import { withConnection } from './postgres-connection.ts';
import { asStoreError, postgresError } from './postgres-errors.ts';
import { createPostgresKv } from './postgres-kv.ts';
import { createPostgresPools, type Pools } from './postgres-pools.ts';
import { prepareSchema } from './postgres-schema.ts';
import { checkKeys, readStoreRow, refuseMoved, type StoreRow } from './postgres-store-row.ts';
import type { Hold } from './process-hold.ts';
import type { Sealer } from './seal.ts';
import { StoreError } from './store-errors.ts';
import type { PostgresAddress } from './store-url.ts';

/**
 * Opens the store in a Postgres database; creates its tables when missing. Imported only for Postgres.
 * @throws StoreError in one sentence, without the password
 */
export async function openPostgres(
  address: PostgresAddress,
  {
    sealer,
    readOnly,
    hold,
  }: { sealer: Sealer; readOnly: boolean; hold: Pick<Hold, 'assertHeld' | 'lost'> | undefined },
): Promise<Database> {
  const until = hold?.lost;
  const judge = async (connection: pg.ClientBase): Promise<StoreRow> => {
    const row = readOnly ? await readStoreRow(connection) : await prepareSchema(connection, address);
    if (row === undefined) throw new StoreError('gone', `There is no store in ${address.shown} yet.`);
    refuseMoved(row, address.shown);
    if (!readOnly) await checkKeys(connection, row, sealer, address);
    return row;
  };
  const { id } = await withConnection(address, judge, until);
  const pools = createPostgresPools(address, { id, readOnly, until });
  return {
    collection: async (name) => createPostgresKv(pools, id, name, hold),
    probe: () => probe(pools, address.shown),
    close: pools.close,
  };
}

async function probe(pools: Pools, shown: string): Promise<void> {
  try {
    const { connection, giveBack } = await pools.lend();
    try {
      await connection.query('update guanxi_store set probed_at = now()');
      giveBack();
    } finally {
      giveBack('broken');
    }
  } catch (error) {
    const [problem, words] = asStoreError(error);
    throw problem === 'closed' ? new StoreError(problem, words) : postgresError(error, shown);
  }
}

/**
 * Whether the database contains a store.
 * @throws StoreError when it cannot be reached
 */
export async function postgresStoreExists(address: PostgresAddress): Promise<boolean> {
  return (await withConnection(address, readStoreRow)) !== undefined;
}
