import { defineConfig } from 'vitest/config';

/** What kills many times, runs over every platform or needs Postgres. */
export default defineConfig({
  test: {
    include: ['test/**/*.long.test.ts'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 3,
  },
});
