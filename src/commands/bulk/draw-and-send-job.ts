import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { type Content, ignoreGrammyError, send } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import { type ForecastOf, type Job, type Jobs, progressOf } from '../../jobs/index.ts';
import { drawJob } from './job-screens.ts';

/** Draws and sends messages that show a job. */
export type JobView = ReturnType<typeof createJobView>;

/** Draws jobs with a forecast of their end. */
export function createJobView({ jobs, forecastOf }: { jobs: Pick<Jobs, 'showIn'>; forecastOf: ForecastOf }) {
  const forecast = (job: Job) => forecastOf({ ...job, count: progressOf(job).left });

  async function draw(ctx: BotContext, job: Job): Promise<Content> {
    return drawJob(job, await forecast(job), viewerOf(ctx));
  }

  /** Sends a new message that shows a job, and removes the buttons of its old one. */
  async function show(ctx: BotContext, job: Job): Promise<void> {
    const { message_id } = await send(ctx, await draw(ctx, job));
    await jobs.showIn(job.id, { chat: chatUserOf(ctx).chat, message: message_id });
    const { message: old } = job;
    if (old === undefined) return;
    await ctx.api.editMessageReplyMarkup(old.chat, old.message).catch(ignoreGrammyError);
  }

  return { forecast, draw, show };
}
