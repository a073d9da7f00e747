import { beforeEach } from 'vitest';

/** Runs before tests on Postgres: those that say that they are about a SQLite file are passed over. */
beforeEach(({ task, skip }) => {
  if (task.tags?.includes('sqlite')) skip();
});
