import type pg from 'pg';
import type { Sealer } from './seal.ts';
import { movedMessage, StoreError } from './store-errors.ts';
import type { PostgresAddress } from './store-url.ts';

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

/** Reads the store's own row; `undefined` when there is no store. */
export async function readStoreRow(connection: pg.ClientBase): Promise<StoreRow | undefined> {
  const { rows } = await connection.query<{ there: boolean }>(
    "select to_regclass('guanxi_store') is not null as there",
  );
  if (!rows[0]?.there) return undefined;
  return (await connection.query<StoreRow>('select * from guanxi_store')).rows[0];
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
