import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 15_000,
    // Tests wait for answers more than they compute; one worker a core less one, as is usual, leaves two cores idle.
    maxWorkers: 3,
  },
});
