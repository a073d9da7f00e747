import type { TestProject } from 'vitest/node';
import { startCluster } from './postgres-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address by which flows make databases of their own on a Postgres server; they run on SQLite when it is not provided. */
    postgresForFlows: string;
  }
}

/** A server for all flows of a run, gone after it. */
export default async function setup(project: TestProject): Promise<() => void> {
  const cluster = await startCluster(['fsync=off']);
  project.provide('postgresForFlows', cluster.superuserAddress);
  return cluster.remove;
}
