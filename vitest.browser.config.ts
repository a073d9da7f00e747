import { defineConfig } from 'vitest/config';

/** The walks through the playground in a real browser: `npm run test:browser`. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.walk.ts'],
    testTimeout: 60_000,
    hookTimeout: 30_000,
    // Each file has a browser, each walk a bot of its own; a third at once would make none of them faster.
    maxWorkers: 2,
  },
});
