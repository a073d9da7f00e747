import { type BackgroundTasks, taskKey } from '../../bot/background-tasks.ts';
import type { Callback } from '../../bot/callback-data.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { replyWithFailure } from '../../bot/failures.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { UnusableList } from '../../people/fetched-rows.ts';
import { noProgress, type OnRows } from '../../people/read-whole-list.ts';
import { createProgressMessage } from '../transfer/progress-message.ts';
import type { PanelMessage } from './message-of-panel.ts';

/** Something to read that may take longer than an update may. */
export interface PreparedReading<T> {
  /** At most so many requests; Infinity where that is not known. */
  requests: number;
  run(onRows: OnRows, signal: AbortSignal): Promise<T>;
}

/** Where a reading is shown, and what comes of it. */
export interface ShownReading<T> {
  message: PanelMessage;
  /** What the button under the progress does. */
  stop: Callback;
  /** Goes on with what was read. */
  work(read: T): Promise<void>;
  /** Shows what was there before, when the reading was stopped or failed in the background. */
  giveUp(): Promise<void>;
}

/** Reads lists of thousands, and shows how far it is. */
export interface BackgroundReader {
  /**
   * Reads: at once when a few requests are enough, else in the background, one reading at a time for a person.
   * @throws what keeps it from being read at once; in the background the person is told
   */
  read<T>(ctx: BotContext, reading: PreparedReading<T>, shown: ShownReading<T>): Promise<void>;
  /** Stops the reading for this person; `false` when there is none. */
  stop(ctx: BotContext): Promise<boolean>;
}

/** So many requests are made while the person waits. */
export const fewRequests = 5;

/** `now` in milliseconds of a clock that is never set. */
export function createBackgroundReader(tasks: BackgroundTasks, now: () => number): BackgroundReader {
  const keyFor = (ctx: BotContext) => taskKey('list', chatUserOf(ctx));

  async function begin<T>(
    ctx: BotContext,
    { run }: PreparedReading<T>,
    { message, stop, work, giveUp }: ShownReading<T>,
  ): Promise<void> {
    const progress = (read: number, total?: number): Content => ({
      text: progressText(ctx, read, total),
      keyboard: [[callbackButton(ctx.texts.common.cancel, stop)]],
    });
    await tasks.cancel(keyFor(ctx));
    await message.show(progress(0));
    const tell = createProgressMessage((text) => message.show({ ...progress(0), text }), now);
    tasks.start(keyFor(ctx), async (signal) => {
      try {
        const all = AbortSignal.any([ctx.signal, signal]);
        const read = await run((count, total) => tell(progressText(ctx, count, total)), all);
        all.throwIfAborted();
        await work(read);
      } catch (error) {
        if (tasks.stopping) throw error;
        await giveUp();
        if (signal.aborted) throw error;
        await tellFailure(ctx, error);
      }
    });
  }

  return {
    async read(ctx, reading, shown) {
      if (reading.requests > fewRequests) return begin(ctx, reading, shown);
      try {
        await shown.work(await reading.run(noProgress, ctx.signal));
      } catch (error) {
        if (!(error instanceof UnusableList)) throw error;
        await tellFailure(ctx, error);
      }
    },
    stop: (ctx) => tasks.cancel(keyFor(ctx)),
  };
}

async function tellFailure(ctx: BotContext, error: unknown): Promise<void> {
  if (error instanceof UnusableList) await ctx.reply(ctx.texts.lists.noInformation[error.missing]);
  else await replyWithFailure(ctx, error);
}

function progressText({ texts }: BotContext, read: number, total: number | undefined): string {
  const words = texts.lists.reading;
  if (read === 0) return words.begun;
  return total === undefined
    ? words.some(formatCount(read))
    : words.of(formatCount(read), formatCount(total));
}
