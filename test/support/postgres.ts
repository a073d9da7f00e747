import { afterAll, beforeAll } from 'vitest';
import { type Cluster, hasPostgres, startCluster } from './postgres-cluster.ts';

export { hasPostgres, password } from './postgres-cluster.ts';

/** A test title that says why the test is skipped when there is no Postgres server. */
export function needsPostgres(title: string): string {
  return hasPostgres
    ? title
    : `${title} (skipped: no Postgres server is installed; on Debian: apt install postgresql)`;
}

/** A server for all tests of a file. */
export function useCluster(): () => Cluster {
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    // Tests kill the server, never the machine: without fsync it restarts faster.
    cluster = await startCluster(['fsync=off']);
  }, 60_000);
  afterAll(() => cluster?.remove(), 60_000);
  return () => {
    if (cluster === undefined) throw new Error('the Postgres server is not there yet');
    return cluster;
  };
}
