import type { TestProject } from 'vitest/node';
import { startCluster } from './postgres-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * The superuser URL of the Postgres server on which flow tests create databases; they use SQLite when not
     * provided.
     */
    postgresForFlows: string;
  }
}

/** Starts a server for all flow tests of a run. */
export default async function setup(project: TestProject): Promise<() => void> {
  const cluster = await startCluster(['fsync=off']);
  project.provide('postgresForFlows', cluster.superuserAddress);
  return cluster.remove;
}
