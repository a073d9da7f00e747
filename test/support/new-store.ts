import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A store of a test, not opened yet. */
export interface NewStore {
  /** The settings that name it. */
  env: { STORE_URL: string; SECRET_KEYS?: string };
  /** Deletes it. The program must have stopped. */
  remove(): Promise<void>;
}

/**
 * Makes a new store: a file in a temporary folder, or an empty database in runs on Postgres. Tests that only make
 * sense with a file are tagged `sqlite`.
 */
export async function createNewStore(): Promise<NewStore> {
  const server = inject('postgresForFlows');
  if (server === undefined) {
    const folder = await mkdtemp(join(tmpdir(), 'guanxi-'));
    return {
      env: { STORE_URL: `sqlite://${join(folder, 'guanxi.sqlite')}` },
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  }
  const { createDatabaseAt, dropDatabaseAt } = await import('./postgres-cluster.ts');
  const url = await createDatabaseAt(server);
  return {
    env: { STORE_URL: url, SECRET_KEYS: `flows:${Buffer.alloc(32, 5).toString('base64')}` },
    remove: () => dropDatabaseAt(server, url),
  };
}
