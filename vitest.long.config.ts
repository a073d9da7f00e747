import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { hasPostgres } from './test/support/postgres-cluster.ts';
import { tags } from './vitest.config.ts';

const flows = globSync('test/flows/*.test.ts').filter((file) => !file.endsWith('.long.test.ts'));

/** Flows of which some hold on every platform; here they are tried on those that `npm test` does not try. */
const flowsOnQQ = flows.filter((file) => readFileSync(file, 'utf8').includes("tags: 'everywhere'"));

/** What kills many times, runs over every platform or needs Postgres. */
export default defineConfig({
  test: {
    tags,
    testTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'long', include: ['test/**/*.long.test.ts'] } },
      ...(['onebot', 'official'] as const).map((platform) => ({
        extends: true as const,
        test: {
          name: platform,
          include: flowsOnQQ,
          provide: { platform },
          setupFiles: ['test/support/only-everywhere.ts'],
        },
      })),
      ...(hasPostgres
        ? [
            {
              extends: true as const,
              test: {
                name: 'postgres',
                include: flows,
                globalSetup: 'test/support/postgres-for-flows.ts',
                setupFiles: ['test/support/time-waits-for-postgres.ts', 'test/support/skip-sqlite.ts'],
              },
            },
          ]
        : []),
    ],
  },
});
