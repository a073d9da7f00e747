import { GrammyError } from 'grammy';
import type { LocaleOf } from '../../bot/chat-locale.ts';
import { editFor } from '../../bot/edit-purpose.ts';
import { type Content, editMessageAt, messageParts } from '../../bot/messages.ts';
import type { ClientOf } from '../../bot/platform.ts';
import type { Viewer } from '../../bot/viewer.ts';
import type { Clock } from '../../clock.ts';
import {
  type ForecastOf,
  isOngoing,
  type Job,
  type Jobs,
  mustTell,
  progressOf,
  wholeJobId,
} from '../../jobs/index.ts';
import { drawJob } from './job-screens.ts';

export interface JobMessageUpdaterDeps {
  clientOf: ClientOf;
  jobs: Pick<Jobs, 'get' | 'markTold'>;
  forecastOf: ForecastOf;
  clock: Clock;
  /** Minimum time between two edits of a message, ms: Telegram allows about 20 a minute. */
  interval: number;
  /** Language and timezone of a chat. */
  localeOf: LocaleOf;
  /** Called with errors that are not caused by the user, such as by deleting the message. */
  onError(error: unknown): void;
}

/** Delay before a failed message is sent again, ms. */
const retryAfter = 60_000;

/** Error codes of messages that were not sent and can be retried: rate limit, platform offline. */
const retryableCodes = new Set([429, 502]);

/** Keeps the message of each job up to date, and sends a new, silent one when the job ends or waits. */
export function createJobMessageUpdater({
  clientOf,
  jobs,
  forecastOf,
  clock,
  interval,
  localeOf,
  onError,
}: JobMessageUpdaterDeps) {
  const changed = new Set<number>();
  const atWork = new Map<number, Promise<void>>();
  const stopping = new AbortController();

  /** Shows the state of a job; resolves with the pause before its next edit, ms. */
  async function show(id: number): Promise<number> {
    const job = await jobs.get(id);
    if (job === undefined || (job.message === undefined && !mustTell(job))) return interval;
    const shownIn = job.message?.chat ?? job.chat;
    const { foldsQuotations, isGroup } = clientOf(shownIn).platform;
    const viewer: Viewer = {
      ...(await localeOf(shownIn)),
      // A job may be shown in another private chat than it was started in; the id of a private chat is that
      // of its user.
      user: isGroup(shownIn) ? job.user : shownIn,
      ...(foldsQuotations && { folds: true }),
    };
    const forecast = await forecastOf({ ...job, count: progressOf(job).left });
    const content = drawJob(job, forecast, viewer);
    if (mustTell(job)) return sendNewMessage(job, content);
    const { message: at } = job;
    if (at) {
      const purpose = isOngoing(job.state) ? 'progress' : 'news';
      await ignoreRefusal(editFor(purpose, () => editMessageAt(clientOf(at.chat).api, at, content)));
    }
    return interval;
  }

  /** Sends a new message in place of the old one, which keeps its last state without buttons. */
  async function sendNewMessage(job: Job, content: Content): Promise<number> {
    const { message: old } = job;
    const chat = old?.chat ?? job.chat;
    const { api, platform } = clientOf(chat);
    if (old) {
      await ignoreRefusal(editFor('superseded', () => editMessageAt(api, old, { text: content.text })));
    }
    // In a group, a reply goes to the topic of the old message.
    const inTopic = old !== undefined && platform.isGroup(chat);
    try {
      const { text, entities, markup } = messageParts(content);
      const { message_id } = await api.sendMessage(chat, text, {
        entities,
        ...markup,
        disable_notification: true,
        ...(inTopic && {
          reply_parameters: { message_id: old.message, allow_sending_without_reply: true },
        }),
      });
      await jobs.markTold(job, { chat, message: message_id });
    } catch (error) {
      if (!(error instanceof GrammyError) || retryableCodes.has(error.error_code)) {
        onError(error);
        changed.add(job.id);
        return retryAfter;
      }
      await jobs.markTold(job);
    }
    return interval;
  }

  /** The message is unchanged or deleted, or the bot is blocked: none of this affects the job. */
  async function ignoreRefusal(call: Promise<unknown>): Promise<void> {
    await call.catch((error: unknown) => {
      if (!(error instanceof GrammyError)) onError(error);
    });
  }

  /** Shows the newest state until there is no newer one. */
  async function showUntilCurrent(id: number): Promise<void> {
    while (changed.delete(id)) {
      const pause = await show(id);
      await clock.sleep(pause, stopping.signal).catch(() => undefined);
      // What could not be sent is sent after the next start.
      if (stopping.signal.aborted && pause === retryAfter) break;
    }
    atWork.delete(id);
  }

  return {
    /** Call after a change of a job; its message is edited at most every few seconds. */
    update(job: Job): void {
      const id = wholeJobId(job);
      changed.add(id);
      if (atWork.has(id)) return;
      const done = showUntilCurrent(id).catch((error: unknown) => {
        atWork.delete(id);
        onError(error);
      });
      atWork.set(id, done);
    },
    /** Stops updating; resolves when no edit is running. */
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.all(atWork.values());
    },
  };
}
