import { GrammyError } from 'grammy';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { type Content, send } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import { type ForecastOf, type Job, type Jobs, progressOf } from '../../jobs/index.ts';
import { drawJob } from './job-screens.ts';

/** A job as a message. */
export interface JobView {
  draw(ctx: BotContext, job: Job): Promise<Content>;
  /** Sends the message that shows a job from now on; the one before loses its buttons. */
  show(ctx: BotContext, job: Job): Promise<void>;
}

/** Draws jobs with how long they still take. */
export function createJobView({
  jobs,
  forecastOf,
}: {
  jobs: Pick<Jobs, 'showIn'>;
  forecastOf: ForecastOf;
}): JobView {
  async function draw(ctx: BotContext, job: Job): Promise<Content> {
    return drawJob(job, await forecastOf({ ...job, count: progressOf(job).left }), viewerOf(ctx));
  }

  return {
    draw,
    async show(ctx, job) {
      const { message_id } = await send(ctx, await draw(ctx, job));
      await jobs.showIn(job.id, { chat: chatUserOf(ctx).chat, message: message_id });
      const { message: old } = job;
      if (old === undefined) return;
      await ctx.api.editMessageReplyMarkup(old.chat, old.message).catch((error: unknown) => {
        if (!(error instanceof GrammyError)) throw error;
      });
    },
  };
}
