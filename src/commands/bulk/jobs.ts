import { FormattedString } from '@grammyjs/parse-mode';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import { isOpenedFromHome } from '../../bot/home-button.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import { editOrSendNew, openPanel } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import type { Job, Jobs } from '../../jobs/index.ts';
import type { JobView } from './draw-and-send-job.ts';
import { jobLine, jobTitle } from './job-screens.ts';
import type { JobProposals } from './propose-job.ts';

/** Most jobs listed by /jobs, the newest first. */
const mostListed = 8;

/** `/jobs`, and the buttons of jobs and proposals. */
export function jobsFeature(deps: { jobs: Jobs; jobProposals: JobProposals; jobView: JobView }) {
  const { jobs, jobProposals } = deps;
  const { forecast, draw, show } = deps.jobView;

  async function list(ctx: BotContext): Promise<void> {
    const { user } = chatUserOf(ctx);
    const all = (await jobs.list(...jobChatsOf(ctx))).slice(0, mostListed);
    const words = ctx.texts.jobs;
    const [only, ...others] = all;
    if (only === undefined) return void (await openPanel(ctx, { text: words.none }));
    // In a group the job may be somebody else's. A running job edits its message, so it must not be shown in
    // the message of home.
    if (others.length === 0 && isOwn(ctx, only) && !isOpenedFromHome(ctx)) return show(ctx, only);
    const forecasts = await Promise.all(all.map(forecast));
    const lines = forecasts.flatMap((one, index) => {
      const job = all[index];
      return job ? [jobLine(job, index + 1, one, viewerOf(ctx))] : [];
    });
    await openPanel(ctx, {
      text: FormattedString.join([words.listTitle, ...lines], '\n'),
      keyboard: all.map((job, index) => [
        callbackButton(words.buttons.show(index + 1, jobTitle(job, ctx.texts)), {
          kind: 'job',
          user,
          id: job.id,
          what: 'show',
        }),
      ]),
    });
  }

  return {
    commands: [{ name: 'jobs', theme: 'people', inGroups: 'owner', run: list }],
    callbacks: {
      ...jobProposals.callbacks,
      async job(ctx, { id, what }) {
        const job = await jobs.get(id);
        // In a group others see the buttons, and may forge their data.
        if (job === undefined || !isOwn(ctx, job)) return void (await ctx.reply(ctx.texts.jobs.gone));
        if (what === 'show') return show(ctx, job);
        if (what === 'stop' || what === 'resume') {
          const now = what === 'stop' ? await jobs.stop(id) : await jobs.resume(id);
          return editOrSendNew(ctx, await draw(ctx, now ?? job));
        }
        const next = what === 'retry' ? await jobs.retryFailed(id) : await jobs.undo(id);
        if (next) return show(ctx, next);
        await ctx.reply(ctx.texts.jobs.cannotNow);
        await editOrSendNew(ctx, await draw(ctx, job));
      },
    },
    questions: jobProposals.questions,
  } satisfies Feature;
}

/** Chats whose jobs are listed here: the group, or all private chats of the person. */
function jobChatsOf(ctx: BotContext): readonly number[] {
  const { chat, private: inPrivate } = chatUserOf(ctx);
  return inPrivate ? ctx.privateChats : [chat];
}

/** Whether a job belongs to the user of this update. The id of a private chat is that of its user. */
function isOwn(ctx: BotContext, job: Job): boolean {
  const { user, private: inPrivate } = chatUserOf(ctx);
  return jobChatsOf(ctx).includes(job.chat) && (inPrivate || job.user === user);
}
