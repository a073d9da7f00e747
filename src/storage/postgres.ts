import type { Database } from './kv.ts';
import type { Sealer } from './seal.ts';
import type { PostgresAddress } from './store-url.ts';

export async function openPostgres(
  _: PostgresAddress,
  __: { sealer: Sealer; readOnly: boolean },
): Promise<Database> {
  throw new Error('not yet');
}
