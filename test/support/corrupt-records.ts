import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

/** Overwrites all records of a collection with invalid data, bypassing the program; returns their number. */
export async function corruptRecords(storeUrl: string, collection: string): Promise<number> {
  if (storeUrl.startsWith('sqlite://')) {
    const database = new DatabaseSync(storeUrl.slice('sqlite://'.length));
    const { changes } = database
      .prepare(`update keyv set value = 'torn' where namespace = ?`)
      .run(collection);
    database.close();
    return Number(changes);
  }
  const client = new pg.Client(storeUrl);
  await client.connect();
  const { rowCount } = await client.query(`update guanxi_records set value = 'torn' where collection = $1`, [
    collection,
  ]);
  await client.end();
  return rowCount ?? 0;
}
