import type { BackgroundTasks } from '../bot/background-tasks.ts';
import { chatUserOf } from '../bot/context.ts';
import type { Feature } from '../bot/feature.ts';
import { editOrSendNew } from '../bot/messages.ts';
import { loginTaskKey } from './login/login-by-qr.ts';

/**
 * `/cancel` drops the open question and stops running and background work, such as waiting for a QR scan. The
 * 取消 / Cancel button of a question drops that question.
 */
export function cancelFeature(deps: { tasks: BackgroundTasks }) {
  return {
    commands: [
      {
        name: 'cancel',
        theme: 'other',
        inGroups: 'everyone',
        async run(ctx) {
          const stopped = await deps.tasks.cancelAll(chatUserOf(ctx));
          const { cancelled, left, nothingToLeave } = ctx.texts.replies;
          await ctx.reply(ctx.gaveUp ? cancelled : stopped || ctx.leftQuestion ? left : nothingToLeave);
        },
      },
    ],
    callbacks: {
      dismiss: { forGuests: () => true, run: (ctx) => editOrSendNew(ctx, { text: ctx.texts.replies.left }) },
      async stopLogin(ctx) {
        if (!(await deps.tasks.cancel(loginTaskKey(chatUserOf(ctx)))))
          await ctx.deleteMessage().catch(() => false);
        await ctx.reply(ctx.texts.replies.left);
      },
    },
  } satisfies Feature;
}
