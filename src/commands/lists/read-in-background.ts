import { type BackgroundTasks, taskKey } from '../../bot/background-tasks.ts';
import type { Callback } from '../../bot/callback-data.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { replyWithFailure } from '../../bot/failures.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { createProgressMessage } from '../../bot/progress-message.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { noProgress, type OnRows } from '../../people/read-whole-list.ts';
import type { PanelMessage } from './editable-panel-message.ts';

/** A reading that may take longer than one update may. */
export interface PreparedReading<T> {
  /** Most requests it makes; Infinity when unknown. */
  requests: number;
  run(onRows: OnRows, signal: AbortSignal): Promise<T>;
}

/** Where progress is shown, and what follows. */
export interface ShownReading<T> {
  message: PanelMessage;
  /** Callback of the stop button. */
  stop: Callback;
  /** Called with the result. */
  work(read: T): Promise<void>;
  /** Shows the previous content, when a background reading was stopped or failed. */
  giveUp(): Promise<void>;
}

/** Runs long readings and shows their progress. */
export type BackgroundReader = ReturnType<typeof createBackgroundReader>;

/** Most requests made while the user waits. */
export const fewRequests = 5;

/** `now` in ms of a monotonic clock. */
export function createBackgroundReader(tasks: BackgroundTasks, now: () => number) {
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
        await replyWithFailure(ctx, error);
      }
    });
  }

  return {
    /**
     * Runs it at once when few requests are enough, otherwise in the background, one per person.
     * @throws errors of a reading that runs at once; in the background the user is told
     */
    async read<T>(ctx: BotContext, reading: PreparedReading<T>, shown: ShownReading<T>): Promise<void> {
      if (reading.requests > fewRequests) return begin(ctx, reading, shown);
      await shown.work(await reading.run(noProgress, ctx.signal));
    },
    /** Stops the user's reading; `false` when there is none. */
    stop: (ctx: BotContext) => tasks.cancel(keyFor(ctx)),
  };
}

function progressText({ texts }: BotContext, read: number, total: number | undefined): string {
  const words = texts.lists.reading;
  if (read === 0) return words.begun;
  return total === undefined
    ? words.some(formatCount(read))
    : words.of(formatCount(read), formatCount(total));
}
