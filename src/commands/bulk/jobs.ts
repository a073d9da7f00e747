import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import { edit, openPanel, send } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import type { Job, Jobs, RequestSpacing } from '../../jobs/index.ts';
import { drawJob, jobLine } from './job-screens.ts';
import type { JobProposals, ProposalCallback } from './propose-job.ts';

/** How many jobs /jobs lists, the newest first. */
const mostListed = 8;

/** `/jobs`, the buttons of a job, and those of a proposal. */
export function jobsFeature(deps: {
  jobs: Jobs;
  jobProposals: JobProposals;
  pace: RequestSpacing;
}): Feature<'job' | ProposalCallback> {
  const { jobs, jobProposals, pace } = deps;

  /** Sends the message that shows a job from now on. */
  async function show(ctx: BotContext, job: Job): Promise<void> {
    const { message_id } = await send(ctx, drawJob(job, pace, viewerOf(ctx)));
    await jobs.showIn(job.id, { chat: chatUserOf(ctx).chat, message: message_id });
  }

  async function list(ctx: BotContext): Promise<void> {
    const { chat, user } = chatUserOf(ctx);
    const all = (await jobs.list(chat)).slice(0, mostListed);
    const words = ctx.texts.jobs;
    if (all.length === 0) return void (await openPanel(ctx, { text: words.none }));
    await openPanel(ctx, {
      text: [words.listTitle, ...all.map((job, index) => jobLine(job, index + 1, viewerOf(ctx)))].join('\n'),
      keyboard: all.map(({ id }, index) => [
        callbackButton(words.buttons.show(index + 1), { kind: 'job', user, id, what: 'show' }),
      ]),
    });
  }

  return {
    commands: [{ name: 'jobs', theme: 'people', inGroups: 'owner', run: list }],
    callbacks: {
      ...jobProposals.callbacks,
      job: {
        async run(ctx, { id, what }) {
          const job = await jobs.get(id);
          const { chat, user } = chatUserOf(ctx);
          // In a group others see its buttons, and may make up data that names them.
          if (job?.chat !== chat || job.user !== user) return void (await ctx.reply(ctx.texts.jobs.gone));
          if (what === 'show') return show(ctx, job);
          if (what === 'stop' || what === 'resume') {
            const now = what === 'stop' ? await jobs.stop(id) : await jobs.resume(id);
            return edit(ctx, drawJob(now ?? job, pace, viewerOf(ctx)));
          }
          const next = what === 'retry' ? await jobs.retryFailed(id) : await jobs.undo(id);
          if (next) return show(ctx, next);
          await ctx.reply(ctx.texts.jobs.cannotNow);
          await edit(ctx, drawJob(job, pace, viewerOf(ctx)));
        },
      },
    },
    questions: jobProposals.questions,
  };
}
