import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/**/*.long.test.ts'],
    testTimeout: 60_000,
    // A process that starts on a busy machine takes longer than the second that is usual.
    expect: { poll: { timeout: 20_000 } },
    // Tests wait for answers more than they compute: the usual number of workers, the cores less one, leaves cores idle.
    maxWorkers: 3,
  },
});
