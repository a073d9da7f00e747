import type { BackgroundTasks } from '../bot/background-tasks.ts';
import { chatUserOf } from '../bot/context.ts';
import type { Feature } from '../bot/feature.ts';
import { editOrSendNew } from '../bot/messages.ts';
import { loginTaskKey } from './login/login-by-qr.ts';

/**
 * `/cancel` leaves what is being asked, gives up what is under way, and ends what goes on in the background, such as the
 * wait for a scan; the 取消 / Cancel button of a question leaves it too.
 */
export function cancelFeature(deps: { tasks: BackgroundTasks }): Feature<'dismiss' | 'stopLogin'> {
  return {
    commands: [
      {
        name: 'cancel',
        theme: 'other',
        inGroups: 'everyone',
        async run(ctx) {
          const stopped = await deps.tasks.cancelAll(chatUserOf(ctx));
          const { cancelled, left, nothingToLeave } = ctx.texts.common;
          await ctx.reply(ctx.gaveUp ? cancelled : stopped || ctx.leftQuestion ? left : nothingToLeave);
        },
      },
    ],
    callbacks: {
      dismiss: { forGuests: () => true, run: (ctx) => editOrSendNew(ctx, { text: ctx.texts.common.left }) },
      stopLogin: {
        async run(ctx) {
          if (!(await deps.tasks.cancel(loginTaskKey(chatUserOf(ctx)))))
            await ctx.deleteMessage().catch(() => false);
          await ctx.reply(ctx.texts.common.left);
        },
      },
    },
  };
}
