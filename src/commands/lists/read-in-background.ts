import { type BackgroundTasks, taskKey } from '../../bot/background-tasks.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { replyWithFailure } from '../../bot/failures.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import type { Content } from '../../bot/messages.ts';
import { formatCount } from '../../bot/text/times.ts';
import { UnusableList } from '../../people/list-block.ts';
import type { OnRows } from '../../people/read-whole-list.ts';
import { createProgressMessage } from '../transfer/progress-message.ts';
import type { OfList } from './list-callbacks.ts';
import type { PanelMessage } from './panel-message.ts';

/** Reads a list of thousands, which takes longer than an update may, and shows how far it is. */
export interface BackgroundReader {
  /**
   * Begins to read; one list at a time for a person. The message shows how far it is, with a button that stops it. When it
   * is stopped or fails, which the person is told, `giveUp` shows what was there before.
   */
  begin(
    ctx: BotContext,
    list: OfList,
    message: PanelMessage,
    work: (onRows: OnRows, signal: AbortSignal) => Promise<void>,
    giveUp: () => Promise<void>,
  ): Promise<void>;
  /** Stops the reading for this person; `false` when there is none. */
  stop(ctx: BotContext): Promise<boolean>;
}

/** `now` in milliseconds. */
export function createBackgroundReader(tasks: BackgroundTasks, now: () => number): BackgroundReader {
  const keyFor = (ctx: BotContext) => taskKey('list', chatUserOf(ctx));

  return {
    async begin(ctx, list, message, work, giveUp) {
      const shown = (read: number, total: number | undefined) => progress(ctx, list, read, total);
      await tasks.cancel(keyFor(ctx));
      await message.show(shown(0, undefined));
      const tell = createProgressMessage(async (text) => message.show({ ...shown(0, undefined), text }), now);
      tasks.start(keyFor(ctx), async (signal) => {
        try {
          const all = AbortSignal.any([ctx.signal, signal]);
          await work((read, total) => tell(String(shown(read, total).text)), all);
        } catch (error) {
          if (tasks.stopping) throw error;
          await giveUp();
          if (signal.aborted) throw error;
          if (error instanceof UnusableList) await ctx.reply(ctx.texts.lists.noInformation[error.missing]);
          else await replyWithFailure(ctx, error);
        }
      });
    },
    stop: (ctx) => tasks.cancel(keyFor(ctx)),
  };
}

function progress(
  { texts }: BotContext,
  { user, list, of }: OfList,
  read: number,
  total: number | undefined,
): Content {
  const words = texts.lists;
  const text =
    read === 0
      ? words.reading.begun
      : total === undefined
        ? words.reading.some(formatCount(read))
        : words.reading.of(formatCount(read), formatCount(total));
  return {
    text,
    keyboard: [[callbackButton(texts.common.cancel, { kind: 'listStop', user, list, of })]],
  };
}
