import { type BackgroundTasks, taskKey } from '../../bot/background-tasks.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { editFor } from '../../bot/edit-purpose.ts';
import { replyWithFailure } from '../../bot/failures.ts';
import type { AnyCallbackHandlers, Question } from '../../bot/feature.ts';
import type { MessageStateStore } from '../../bot/message-state.ts';
import { type Content, editMessageAt, editOrSendNew, pressedMessageId, send } from '../../bot/messages.ts';
import { ask, askAgain } from '../../bot/questions.ts';
import { formatCount } from '../../bot/text/format-numbers.ts';
import { viewerOf } from '../../bot/viewer.ts';
import {
  eachPersonOnce,
  type ForecastOf,
  type JobRequest,
  type Jobs,
  mostPeople,
  plannedPeople,
} from '../../jobs/index.ts';
import { drawJob } from './job-screens.ts';
import {
  addNamesToPlan,
  type Proposal,
  planProposal,
  requestIncludingSpecialFollows,
  unreadPiecesForPreview,
} from './plan-job-for-preview.ts';
import {
  drawJobPreview,
  drawPreviewPeople,
  previewPeopleOnPage,
  type UnreadPieces,
} from './preview-screens.ts';

/**
 * From a request to a job: a preview is shown, and the job starts when a button is pressed; for many people
 * their number must be typed.
 */
export type JobProposals = ReturnType<typeof createJobProposals>;

export interface JobProposalsDeps {
  jobs: Jobs;
  forecastOf: ForecastOf;
  proposals: MessageStateStore<Proposal>;
  tasks: BackgroundTasks;
}

const question = 'count';

/** Previews are stored in `proposals`, by the message that shows them. */
export function createJobProposals({ jobs, forecastOf, proposals, tasks }: JobProposalsDeps) {
  async function draw(ctx: BotContext, { mid, plan: work, unread }: Proposal): Promise<Content> {
    const { action } = work;
    const forecast = await forecastOf({ mid, action, count: plannedPeople(work).length });
    return drawJobPreview(work, forecast, unread, viewerOf(ctx));
  }

  /** Reads many relations in the background, in a message that then becomes the preview. */
  function planLater(
    ctx: BotContext,
    request: JobRequest,
    unread: UnreadPieces | undefined,
    { message, total }: { message: number; total: number },
  ): void {
    const { chat } = chatUserOf(ctx);
    const show = async (content: Content) => {
      await editMessageAt(ctx.api, { chat, message }, content).catch(() => undefined);
    };
    tasks.start(taskKey('preview', chatUserOf(ctx)), async (signal) => {
      ctx.signal = AbortSignal.any([ctx.signal, signal]);
      try {
        const proposal = await planProposal(ctx, request, unread, async (read) => {
          const content = { text: readingText(ctx, read, total) };
          if (read < total) await editFor('progress', () => show(content));
        });
        await proposals.put(chat, message, proposal);
        await show(await draw(ctx, proposal));
      } catch (error) {
        await ctx.api.deleteMessage(chat, message).catch(() => undefined);
        if (signal.aborted) throw error;
        await replyWithFailure(ctx, error);
      }
    });
  }

  /** The proposal is removed before the job starts, so that two quick presses start one job. */
  async function begin(ctx: BotContext, message: number): Promise<void> {
    const { chat, user } = chatUserOf(ctx);
    const proposal = await proposals.get(chat, message);
    if (proposal?.user !== user || !(await proposals.remove(chat, message))) {
      await ctx.reply(ctx.texts.jobs.staleProposal);
      return;
    }
    const { mid, plan: work } = proposal;
    const forecast = await forecastOf({ mid, action: work.action, count: plannedPeople(work).length });
    const job = await jobs.start(work, { chat, user, mid }, { chat, message });
    const content = drawJob(job, forecast, viewerOf(ctx));
    await editMessageAt(ctx.api, { chat, message }, content).catch(() => undefined);
  }

  /** Redraws the pressed preview with `content`; says so when it was forgotten. */
  async function redrawPressed(
    ctx: BotContext,
    content: (proposal: Proposal, message: number) => Promise<Content>,
  ): Promise<void> {
    const { chat, user } = chatUserOf(ctx);
    const message = pressedMessageId(ctx);
    const proposal = await proposals.get(chat, message);
    if (proposal?.user !== user) return void (await ctx.reply(ctx.texts.jobs.staleProposal));
    await editOrSendNew(ctx, await content(proposal, message));
  }

  return {
    /**
     * Plans a request and shows its preview, with names as far as available. Relations to more than 1000 people
     * are read in the background and the preview follows. `pieces`: what was not recognized in the user's text.
     * @throws TooManyPeople, or what prevents reading the relations; nothing is started.
     * @example await jobProposals.propose(ctx, { action: 'follow', people: [{ mid: 2, name: 'a name' }] });
     */
    async propose(ctx: BotContext, request: JobRequest, pieces: readonly string[] = []): Promise<void> {
      const unread = unreadPiecesForPreview(pieces);
      const { size: total } = eachPersonOnce(request.people);
      if (total > mostPeople) {
        const { message_id: message } = await send(ctx, { text: readingText(ctx, 0, total) });
        return planLater(ctx, request, unread, { message, total });
      }
      const proposal = await planProposal(ctx, request, unread);
      const preview = await draw(ctx, proposal);
      const { chat } = chatUserOf(ctx);
      await proposals.send(chat, async () => (await send(ctx, preview)).message_id, proposal);
    },
    callbacks: {
      async proposalStart(ctx) {
        const message = pressedMessageId(ctx);
        const proposal = await proposals.get(chatUserOf(ctx).chat, message);
        if (!proposal?.mustType) return begin(ctx, message);
        const count = plannedPeople(proposal.plan).length;
        await ask(ctx, ctx.texts.jobs.preview.type(count), question, { message, count });
      },
      proposalWithSpecial: (ctx) =>
        redrawPressed(ctx, async ({ plan: work, unread }, message) => {
          const request = requestIncludingSpecialFollows(work);
          const total = request.people.length;
          if (total > mostPeople) {
            planLater(ctx, request, unread, { message, total });
            return { text: readingText(ctx, 0, total) };
          }
          const wider = await planProposal(ctx, request, unread);
          await proposals.put(chatUserOf(ctx).chat, message, wider);
          return draw(ctx, wider);
        }),
      proposalPeople: (ctx, { page }) =>
        redrawPressed(ctx, async (proposal, message) => {
          const { session } = await ctx.account();
          const shown = previewPeopleOnPage(proposal.plan, page);
          const work = await addNamesToPlan(session, proposal.plan, shown, ctx.signal);
          await proposals.put(chatUserOf(ctx).chat, message, { ...proposal, plan: work });
          return drawPreviewPeople(work, page, viewerOf(ctx));
        }),
      proposalPreview: (ctx) => redrawPressed(ctx, (proposal) => draw(ctx, proposal)),
    } satisfies AnyCallbackHandlers,
    questions: [
      {
        name: question,
        async answer(ctx, text, about) {
          const { message, count } = about as { message: number; count: number };
          if (text.trim() !== String(count)) return askAgain(ctx, ctx.texts.jobs.preview.wrongNumber(count));
          await begin(ctx, message);
          return 'done';
        },
      },
    ] satisfies Question[],
  };
}

function readingText({ texts }: BotContext, read: number, total: number): string {
  return texts.jobs.reading(formatCount(read), formatCount(total));
}
