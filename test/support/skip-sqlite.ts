import { beforeEach } from 'vitest';

/** Setup for runs on Postgres: skips tests about SQLite files. */
beforeEach(({ task, skip }) => {
  if (task.tags?.includes('sqlite')) skip();
});
