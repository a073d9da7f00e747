import { configDefaults, defineConfig } from 'vitest/config';

/** Of flows: where `npm run test:long` tries them besides, or does not. */
export const tags = [
  { name: 'everywhere' as const, description: 'holds on QQ as well, where it is tried too' },
  {
    name: 'sqlite' as const,
    description: 'is about a store in a SQLite file; all others are tried on Postgres too',
  },
];

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
