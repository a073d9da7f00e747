import type { Accounts } from '../accounts/accounts.ts';
import { shownName } from '../bot/card.ts';
import { type BotContext, placeOf } from '../bot/context.ts';
import { holdsCredential } from '../bot/erase.ts';
import type { Feature } from '../bot/feature.ts';
import { loginKeyboard, privateChatButton } from '../bot/keyboards.ts';
import { ask } from '../bot/questions.ts';
import { send } from '../bot/show.ts';
import type { LoginDeps } from './login-deps.ts';
import { loginByQr, loginTask } from './login-qr.ts';
import { accessKeyQuestion, cookieQuestion, takeCookie } from './login-typed.ts';

/** `/login`: by QR code, by a cookie (pasted, or right after the command) or by an access_key, in private chats only. */
export function login(deps: LoginDeps): Feature {
  async function byArgument(ctx: BotContext, argument: string): Promise<void> {
    if (holdsCredential(argument)) await takeCookie(ctx, argument, deps);
    else await offerLogin(ctx, deps.accounts);
  }

  return {
    commands: [{ name: 'login', theme: 'account', privateOnly: true, run: byArgument }],
    presses: {
      loginAgain: { run: (ctx) => offerLogin(ctx, deps.accounts) },
      login: {
        async run(ctx, { way }) {
          const words = ctx.texts.login;
          if (!placeOf(ctx).private) {
            await send(ctx, {
              text: ctx.texts.common.privateOnly,
              keyboard: [[privateChatButton(ctx, 'login')]],
            });
          } else if (way === 'qr') {
            await loginByQr(ctx, deps);
          } else {
            await ctx.reply(words[way].ask);
            await ask(ctx, way);
          }
        },
      },
      renewCode: {
        async run(ctx) {
          await deps.tasks.cancel(loginTask(placeOf(ctx)));
          await ctx.deleteMessage().catch(() => false);
          await loginByQr(ctx, deps);
        },
      },
    },
    questions: [cookieQuestion(deps), accessKeyQuestion(deps)],
    /** A cookie sent without being asked for is a login too, and must not stay in the chat. */
    async text(ctx, text) {
      if (!/SESSDATA\s*=/iu.test(text)) return false;
      await takeCookie(ctx, text, deps);
      return true;
    },
  };
}

/** Shows the three ways, and who is logged in already. */
export async function offerLogin(ctx: BotContext, accounts: Accounts): Promise<void> {
  const active = await accounts.active(placeOf(ctx).chat);
  const { choose, already } = ctx.texts.login;
  const text = active ? `${already(shownName(active.name, ctx.texts))}\n\n${choose}` : choose;
  await send(ctx, { text, keyboard: loginKeyboard(ctx) });
}
