import { afterAll, beforeAll } from 'vitest';
import { type Cluster, hasPostgres, startCluster } from './postgres-cluster.ts';

export { hasPostgres, password } from './postgres-cluster.ts';

/** The title of what needs one; where there is none, it says that it is skipped, and why. */
export function needsPostgres(title: string): string {
  return hasPostgres
    ? title
    : `${title} (skipped: no Postgres server is installed; on Debian: apt install postgresql)`;
}

/** A server for all tests of a file, gone after them. */
export function useCluster(): () => Cluster {
  let cluster: Cluster | undefined;
  beforeAll(async () => {
    // A test kills the server, never the machine: without fsync it starts again at once after that.
    cluster = await startCluster(['fsync=off']);
  }, 60_000);
  afterAll(() => cluster?.remove(), 60_000);
  return () => {
    if (cluster === undefined) throw new Error('the Postgres server is not there yet');
    return cluster;
  };
}
