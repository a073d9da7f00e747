import { createJobMessages, type JobMessages } from '../commands/bulk/job-messages.ts';
import { createJobs, type Jobs } from '../jobs/index.ts';
import type { Base } from './base.ts';
import type { BilibiliAccess } from './bilibili.ts';
import type { Notifications } from './notifications.ts';
import type { Telegram } from './telegram.ts';

/** Bulk jobs, and the messages that show them. */
export interface BulkJobs {
  jobs: Jobs;
  jobMessages: JobMessages;
}

/**
 * Builds bulk jobs; nothing runs yet.
 * @param interval between two changes of a job's message, ms
 * @param stop gives up every request
 */
export function createBulkJobs(
  { clock, log, store }: Base,
  { accounts, quota, spacing }: BilibiliAccess,
  { api }: Telegram,
  { alerts, localeOf }: Notifications,
  { interval = 3000, stop }: { interval: number | undefined; stop: AbortSignal },
): BulkJobs {
  const jobMessages = createJobMessages({
    api,
    clock,
    pace: spacing,
    interval,
    localeOf,
    onError: (err) => log.warn({ err }, 'the message of a job could not be changed'),
  });
  const jobs = createJobs({
    records: store.jobs,
    quota,
    sessionOf: accounts.sessionOf,
    clock,
    report: jobMessages.update,
    async changed(mid, action, people) {
      if (action === 'kick' || action === 'block') await alerts.markGone(mid, people);
    },
    onError: (job, err) => log.error({ err, job }, 'a job failed'),
    signal: stop,
  });
  return { jobs, jobMessages };
}
