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

/** Keeps the message of every job up to date, and tells in a new one, without a sound, when it ends or waits. */
export interface JobMessageUpdater {
  /** A job has changed; its message follows, at most every few seconds. */
  update(job: Job): void;
  /** Resolves when no message is being changed or waits for its turn; for the end of the program. */
  stop(): Promise<void>;
}

/** The jobs that are shown, and the chats they are shown in. */
export interface JobMessageUpdaterDeps {
  clientOf: ClientOf;
  jobs: Pick<Jobs, 'get' | 'markTold'>;
  forecastOf: ForecastOf;
  clock: Clock;
  /** Between two changes of one message, ms: Telegram takes about 20 a minute. */
  interval: number;
  /** In which words a chat is spoken to. */
  localeOf: LocaleOf;
  /** Told of messages that could not be changed for a reason that is not the user's doing. */
  onError(error: unknown): void;
}

/** How long to wait before something is told again that could not be sent, ms. */
const retryAfter = 60_000;

/** What says that nothing was sent and that it may be later: too many messages, or a platform that is offline. */
const retryableCodes = new Set([429, 502]);

/** Nothing is shown before the first `update`. */
export function createJobMessageUpdater({
  clientOf,
  jobs,
  forecastOf,
  clock,
  interval,
  localeOf,
  onError,
}: JobMessageUpdaterDeps): JobMessageUpdater {
  const changed = new Set<number>();
  const atWork = new Map<number, Promise<void>>();
  const stopping = new AbortController();

  /** Shows how a job stands; resolves with how long its messages are left alone then, ms. */
  async function show(id: number): Promise<number> {
    const job = await jobs.get(id);
    if (job === undefined || (job.message === undefined && !mustTell(job))) return interval;
    const shownIn = job.message?.chat ?? job.chat;
    const { foldsQuotations, isGroup } = clientOf(shownIn).platform;
    const viewer: Viewer = {
      ...(await localeOf(shownIn)),
      // A job may be shown in another private chat than it was asked for in; such a chat has the id of its user.
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

  /**
   * Tells in a new message, which takes the place of the old one. That one keeps the state it ended with, and loses its
   * buttons.
   */
  async function sendNewMessage(job: Job, content: Content): Promise<number> {
    const { message: old } = job;
    const chat = old?.chat ?? job.chat;
    const { api, platform } = clientOf(chat);
    if (old) {
      await ignoreRefusal(editFor('superseded', () => editMessageAt(api, old, { text: content.text })));
    }
    // An answer comes into the topic of what it answers.
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

  /** The message is as wanted, or gone, or the bot was blocked: none of it concerns the job. */
  async function ignoreRefusal(call: Promise<unknown>): Promise<void> {
    await call.catch((error: unknown) => {
      if (!(error instanceof GrammyError)) onError(error);
    });
  }

  /** Shows the newest state again and again until there is no newer one. */
  async function showUntilCurrent(id: number): Promise<void> {
    while (changed.delete(id)) {
      const pause = await show(id);
      await clock.sleep(pause, stopping.signal).catch(() => undefined);
      // What could not be told is told after the next start.
      if (stopping.signal.aborted && pause === retryAfter) break;
    }
    atWork.delete(id);
  }

  return {
    update(job) {
      const id = wholeJobId(job);
      changed.add(id);
      if (atWork.has(id)) return;
      const done = showUntilCurrent(id).catch((error: unknown) => {
        atWork.delete(id);
        onError(error);
      });
      atWork.set(id, done);
    },
    async stop() {
      stopping.abort();
      await Promise.all(atWork.values());
    },
  };
}
