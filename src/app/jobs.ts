import { createJobMessages, type JobMessages } from '../commands/bulk/job-messages.ts';
import { createJobs, type Jobs } from '../jobs/index.ts';
import { createApi, type TelegramClient } from '../telegram/client.ts';
import type { Site } from './bilibili.ts';
import type { Telling } from './notifications.ts';
import type { Ground } from './store.ts';

/** Bulk work, and the messages that show it. */
export interface Work {
  jobs: Jobs;
  jobMessages: JobMessages;
}

/**
 * Puts bulk work together; nothing runs yet.
 * @param interval between two changes of a job's message, ms
 * @param stop gives up every request
 */
export function createWork(
  { config, clock, log, store }: Ground,
  { accounts, quota, pace }: Site,
  { alerts, localeOf }: Telling,
  { telegram, interval = 3000, stop }: { telegram: TelegramClient; interval?: number; stop: AbortSignal },
): Work {
  const jobMessages = createJobMessages({
    api: createApi(config.botToken, telegram),
    clock,
    pace,
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
