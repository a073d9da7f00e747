import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { Answered, CallbackHandlers, Question } from '../../bot/feature.ts';
import type { MessageState } from '../../bot/message-state.ts';
import { edit, send, typing } from '../../bot/messages.ts';
import { ask } from '../../bot/questions.ts';
import { viewerOf } from '../../bot/viewer.ts';
import {
  type JobRequest,
  type Jobs,
  type PlannedWork,
  prepare,
  type Quota,
  type RequestSpacing,
} from '../../jobs/index.ts';
import { drawJob, drawPreview } from './job-screens.ts';

/** Work on many people that was shown and not begun yet. */
export interface Proposal {
  user: number;
  /** The Bilibili account it is for. */
  mid: number;
  plan: PlannedWork;
  mustType: boolean;
}

/** The buttons of a preview. */
export type ProposalCallback = 'proposalStart' | 'proposalWithSpecial';

/** The way from a wish to a job: shown first, begun with a press, for many people with the number typed. */
export interface JobProposals {
  /**
   * Plans what is wished and shows it; `unread` are pieces of what the user wrote that mean nobody.
   * @throws TooManyPeople, or what keeps the relations from being read; nothing is begun.
   */
  propose(ctx: BotContext, wish: JobRequest, unread?: readonly string[]): Promise<void>;
  callbacks: CallbackHandlers<ProposalCallback>;
  questions: readonly Question[];
}

/** What the way from a wish to a job needs. */
export interface JobProposalsDeps {
  jobs: Jobs;
  quota: Quota;
  pace: RequestSpacing;
  proposals: MessageState<Proposal>;
}

const question = 'count';

/** Puts the way together. */
export function createJobProposals({ jobs, quota, pace, proposals }: JobProposalsDeps): JobProposals {
  async function plan(ctx: BotContext, wish: JobRequest, unread: readonly string[]) {
    const { session, mid } = await ctx.account();
    await typing(ctx);
    const made = await prepare(session, wish, { quota, pace }, ctx.signal);
    const { user } = chatUserOf(ctx);
    return { content: drawPreview(made, unread, viewerOf(ctx)), proposal: proposalOf(made, user, mid) };
  }

  /** A proposal is taken away before it is begun, so that two quick presses begin one job. */
  async function begin(ctx: BotContext, message: number): Promise<void> {
    const { chat, user } = chatUserOf(ctx);
    const proposal = await proposals.get(chat, message);
    if (proposal?.user !== user || !(await proposals.remove(chat, message))) {
      await ctx.reply(ctx.texts.jobs.staleProposal);
      return;
    }
    const job = await jobs.start(proposal.plan, { chat, user, mid: proposal.mid });
    await jobs.showIn(job.id, { chat, message });
    const { text, keyboard = [] } = drawJob(job, pace, viewerOf(ctx));
    await ctx.api
      .editMessageText(chat, message, String(text), { reply_markup: { inline_keyboard: keyboard } })
      .catch(() => undefined);
  }

  async function typed(ctx: BotContext, text: string, about: unknown): Promise<Answered> {
    const { message, count } = about as { message: number; count: number };
    if (text.trim() !== String(count)) {
      await ctx.reply(ctx.texts.jobs.preview.wrongNumber(count));
      return 'again';
    }
    await begin(ctx, message);
    return 'done';
  }

  return {
    async propose(ctx, wish, unread = []) {
      const { content, proposal } = await plan(ctx, wish, unread);
      const { message_id } = await send(ctx, content);
      await proposals.put(chatUserOf(ctx).chat, message_id, proposal);
    },
    callbacks: {
      proposalStart: {
        async run(ctx) {
          const message = messageOf(ctx);
          const proposal = await proposals.get(chatUserOf(ctx).chat, message);
          if (!proposal?.mustType) return begin(ctx, message);
          const count = proposal.plan.steps.flat().length;
          await ctx.reply(ctx.texts.jobs.preview.type(count));
          await ask(ctx, question, { message, count });
        },
      },
      proposalWithSpecial: {
        async run(ctx) {
          const { chat, user } = chatUserOf(ctx);
          const message = messageOf(ctx);
          const proposal = await proposals.get(chat, message);
          if (proposal?.user !== user) return void (await ctx.reply(ctx.texts.jobs.staleProposal));
          const { content, proposal: wider } = await plan(ctx, wishOf(proposal.plan), []);
          await proposals.put(chat, message, wider);
          await edit(ctx, content);
        },
      },
    },
    questions: [
      {
        name: question,
        noText: async (ctx) => void (await ctx.reply(ctx.texts.login.noWords)),
        answer: typed,
      },
    ],
  };
}

function proposalOf(plan: PlannedWork & { mustType: boolean }, user: number, mid: number): Proposal {
  const { action, shift, withSpecial, steps, skipped, groups, mustType } = plan;
  const work = { action, ...(shift && { shift }), withSpecial, steps, skipped, groups };
  return { user, mid, mustType, plan: work };
}

/** The wish a plan was made from, with special follows: those it left out come last. */
function wishOf({ action, shift, steps, skipped, groups }: PlannedWork): JobRequest {
  const mids = [...steps.flat(), ...Object.values(skipped).flat()];
  return {
    action,
    ...(shift && { shift }),
    withSpecial: true,
    people: mids.map((mid) => ({ mid, ...(groups[mid] && { groups: groups[mid] }) })),
  };
}

function messageOf(ctx: BotContext): number {
  const message = ctx.callbackQuery?.message?.message_id;
  if (message === undefined) throw new TypeError('A press of this kind has a message');
  return message;
}
