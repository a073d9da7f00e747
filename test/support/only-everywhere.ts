import { beforeEach } from 'vitest';

/** Runs before tests on another platform than Telegram: those that do not say that they hold everywhere are passed over. */
beforeEach(({ task, skip }) => {
  if (!task.tags?.includes('everywhere')) skip();
});
