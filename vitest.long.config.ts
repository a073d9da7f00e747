import { defineConfig } from 'vitest/config';

/** What kills many times, runs over every platform or needs Postgres. */
export default defineConfig({
  test: {
    include: ['test/**/*.long.test.ts'],
    testTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 3,
  },
});
