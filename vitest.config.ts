import { configDefaults, defineConfig } from 'vitest/config';

/** `everywhere`: of a flow, what holds on QQ as well, where `npm run test:long` tries it. */
export const tags = [{ name: 'everywhere' as const }];

export default defineConfig({
  test: {
    tags,
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/**/*.long.test.ts'],
    testTimeout: 60_000,
    // A process that starts on a busy machine takes longer than the second that is usual.
    expect: { poll: { timeout: 20_000 } },
    // Tests wait for answers more than they compute: the usual number of workers, the cores less one, leaves cores idle.
    maxWorkers: 3,
  },
});
