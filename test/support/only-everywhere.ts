import { beforeEach } from 'vitest';

/** Setup for runs on platforms other than Telegram: skips tests without the tag `everywhere`. */
beforeEach(({ task, skip }) => {
  if (!task.tags?.includes('everywhere')) skip();
});
