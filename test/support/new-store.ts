import { join } from 'node:path';
import { inject } from 'vitest';

/**
 * The settings of a new store: a file in this folder, or a new database in runs on Postgres. Tests that only
 * make sense with a file are tagged `sqlite`.
 */
export async function settingsOfNewStore(
  folder: string,
): Promise<{ STORE_URL: string; SECRET_KEYS?: string }> {
  const server = inject('postgresForFlows');
  if (server === undefined) return { STORE_URL: `sqlite://${join(folder, 'guanxi.sqlite')}` };
  const { createDatabaseAt } = await import('./postgres-cluster.ts');
  return {
    STORE_URL: await createDatabaseAt(server),
    SECRET_KEYS: `flows:${Buffer.alloc(32, 5).toString('base64')}`,
  };
}
