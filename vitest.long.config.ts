import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { hasPostgres } from './test/support/postgres-cluster.ts';

/** Flows that neither move the clock, which does not wait for a database, nor look into a store or start the program themselves. */
const flowsOnPostgres = globSync('test/flows/*.test.ts').filter(
  (file) => !/long\.test|[Cc]lock\b|STORE_URL|storeUrl|startProgram/u.test(file + readFileSync(file, 'utf8')),
);

/** What kills many times, runs over every platform or needs Postgres. */
export default defineConfig({
  test: {
    testTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'long', include: ['test/**/*.long.test.ts'] } },
      ...(hasPostgres
        ? [
            {
              extends: true as const,
              test: {
                name: 'postgres',
                include: flowsOnPostgres,
                globalSetup: 'test/support/postgres-for-flows.ts',
              },
            },
          ]
        : []),
    ],
  },
});
