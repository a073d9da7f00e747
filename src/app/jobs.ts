import { createJobMessageUpdater } from '../commands/bulk/job-message-updater.ts';
import { createJobForecasts, createJobs } from '../jobs/index.ts';
import { createDormancyChecks } from '../people/dormancy-check-store.ts';
import type { AlertsAndChatLinks } from './alerts-and-chat-links.ts';
import type { Base } from './base.ts';
import type { BilibiliAccess } from './bilibili-and-accounts.ts';
import type { Platforms } from './platforms.ts';

/** Bulk jobs, their forecasts, and the messages that show them. */
export type BulkJobs = ReturnType<typeof createBulkJobs>;

/**
 * Builds the bulk jobs and connects their messages; nothing runs yet.
 * @param interval least time between two updates of a job's message, ms
 * @param stop aborts every request
 */
export function createBulkJobs(
  { clock, log, store, localeOf }: Base,
  { accounts, quota, spacing }: BilibiliAccess,
  { clientOf }: Platforms,
  { alerts }: AlertsAndChatLinks,
  { interval = 3000, stop }: { interval: number | undefined; stop: AbortSignal },
) {
  const forecastOf = createJobForecasts({ quota, pace: spacing, now: clock.now });
  const jobs = createJobs({
    records: store.jobs,
    quota,
    sessionOf: accounts.sessionOf,
    clock,
    checks: createDormancyChecks(store.personChecks),
    async onRelationsChanged(mid, action, people) {
      if (action === 'kick' || action === 'block') await alerts.markGone(mid, people);
    },
    onError: (job, err) => log.error({ err, job }, 'a job failed'),
    signal: stop,
  });
  const jobMessages = createJobMessageUpdater({
    clientOf,
    jobs,
    forecastOf,
    clock,
    interval,
    localeOf,
    onError: (err) => log.warn({ err }, 'the message of a job could not be changed'),
  });
  jobs.onChange(jobMessages.update);
  return { jobs, forecastOf, jobMessages };
}
