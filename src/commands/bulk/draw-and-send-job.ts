import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { type Content, ignoreGrammyError, send } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import { type ForecastOf, type Job, type Jobs, progressOf } from '../../jobs/index.ts';
import { drawJob } from './job-screens.ts';

/** Draws and sends messages that show a job. */
export interface JobView {
  draw(ctx: BotContext, job: Job): Promise<Content>;
  /** Sends a new message that shows a job, and removes the buttons of its old one. */
  show(ctx: BotContext, job: Job): Promise<void>;
}

/** Draws jobs with a forecast of their end. */
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
      await ctx.api.editMessageReplyMarkup(old.chat, old.message).catch(ignoreGrammyError);
    },
  };
}
