import { type Api, GrammyError } from 'grammy';
import type { Viewer } from '../../bot/viewer.ts';
import type { Clock } from '../../clock.ts';
import type { Job, RequestSpacing } from '../../jobs/index.ts';
import { drawJob } from './job-screens.ts';

/** Keeps the message of every job up to date. */
export interface JobMessages {
  /** A job has changed; its message follows, at most every few seconds. */
  update(job: Job): void;
  /** Resolves when no message is being changed or waits for its turn; for the end of the program. */
  stop(): Promise<void>;
}

/** What a board needs. */
export interface JobMessagesDeps {
  api: Api;
  clock: Clock;
  pace: RequestSpacing;
  /** Between two changes of one message, ms: Telegram takes about 20 a minute. */
  interval: number;
  /** In which words a chat is spoken to. */
  localeOf(chat: number): Promise<Omit<Viewer, 'user'>>;
  /** Told of messages that could not be changed for a reason that is not the user's doing. */
  onError(error: unknown): void;
}

/** A board without messages. */
export function createJobMessages({
  api,
  clock,
  pace,
  interval,
  localeOf,
  onError,
}: JobMessagesDeps): JobMessages {
  const newest = new Map<number, Job>();
  const atWork = new Map<number, Promise<void>>();
  const stopping = new AbortController();

  async function show(job: Job): Promise<void> {
    if (job.message === undefined) return;
    const { text, keyboard = [] } = drawJob(job, pace, { ...(await localeOf(job.chat)), user: job.user });
    const { chat, message } = job.message;
    await api
      .editMessageText(chat, message, String(text), { reply_markup: { inline_keyboard: keyboard } })
      .catch((error: unknown) => {
        // The message is as wanted, or gone, or the bot was blocked: none of it concerns the job.
        if (!(error instanceof GrammyError)) onError(error);
      });
  }

  /** Shows the newest state again and again until there is no newer one. */
  async function follow(id: number): Promise<void> {
    for (let job = newest.get(id); job !== undefined; job = newest.get(id)) {
      newest.delete(id);
      await show(job);
      await clock.sleep(interval, stopping.signal).catch(() => undefined);
    }
    atWork.delete(id);
  }

  return {
    update(job) {
      newest.set(job.id, job);
      if (atWork.has(job.id)) return;
      const done = follow(job.id).catch((error: unknown) => {
        atWork.delete(job.id);
        onError(error);
      });
      atWork.set(job.id, done);
    },
    async stop() {
      stopping.abort();
      await Promise.all(atWork.values());
    },
  };
}
