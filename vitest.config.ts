import { globSync, readFileSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';

/** Of flows: where `npm run test:long` tries them besides, or does not. */
export const tags = [
  { name: 'everywhere' as const, description: 'holds on QQ as well, where it is tried too' },
  {
    name: 'sqlite' as const,
    description: 'is about a store in a SQLite file; all others are tried on Postgres too',
  },
];

const long = 'test/**/*.long.test.ts';

/**
 * Tests in files that replace no module and no global: one worker runs many of them after each other, and so reads and
 * compiles what they import once. It takes a third off the processor time of all.
 */
const inSharedWorkers = globSync('test/**/*.test.ts', { exclude: [long] })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/vi\.(?:mock|doMock|stub|spyOn|resetModules|useFake)/u.test(readFileSync(file, 'utf8')));

export default defineConfig({
  test: {
    tags,
    testTimeout: 60_000,
    // A process that starts on a busy machine takes longer than the second that is usual.
    expect: { poll: { timeout: 20_000 } },
    // Tests wait for answers more than they compute: the usual number of workers, the cores less one, leaves cores idle.
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'in shared workers', include: inSharedWorkers, isolate: false } },
      {
        extends: true,
        test: {
          name: 'in a worker each',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, long, ...inSharedWorkers],
        },
      },
    ],
  },
});
