import { createApi, type TelegramClient } from '../bot/bot.ts';
import { type Board, createBoard } from '../commands/bulk/job-messages.ts';
import { createJobs, type Jobs } from '../jobs/index.ts';
import type { Ground } from './store.ts';
import type { Site } from './bilibili.ts';
import type { Telling } from './notifications.ts';

/** Bulk work, and the messages that show it. */
export interface Work {
  jobs: Jobs;
  board: Board;
}

/**
 * Puts bulk work together; nothing runs yet.
 * @param interval between two changes of a job's message, ms
 * @param stop gives up every request
 */
export function createWork(
  { config, clock, log, store }: Ground,
  { accounts, quota, pace }: Site,
  { alerts, wordsOf }: Telling,
  { telegram, interval = 3000, stop }: { telegram: TelegramClient; interval?: number; stop: AbortSignal },
): Work {
  const board = createBoard({
    api: createApi(config.botToken, telegram),
    clock,
    pace,
    interval,
    wordsOf,
    onError: (err) => log.warn({ err }, 'the message of a job could not be changed'),
  });
  const jobs = createJobs({
    records: store.jobs,
    quota,
    sessionOf: accounts.sessionOf,
    clock,
    report: board.update,
    async changed(mid, action, people) {
      if (action === 'kick' || action === 'block') await alerts.markGone(mid, people);
    },
    onError: (job, err) => log.error({ err, job }, 'a job failed'),
    signal: stop,
  });
  return { jobs, board };
}
