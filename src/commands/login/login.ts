import type { Account, Accounts } from '../../accounts/accounts.ts';
import type { Alerts } from '../../alerts/index.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import { loginKeyboard } from '../../bot/keyboards.ts';
import { send } from '../../bot/messages.ts';
import { ask } from '../../bot/questions.ts';
import { replyPrivateOnly } from '../../bot/refusals-in-groups.ts';
import { displayName } from '../names-and-profile-links.ts';
import type { LoginDeps } from './complete-login.ts';
import { accessKeyQuestion, cookieQuestion, logInWithPasted } from './login-by-paste.ts';
import { loginByQr, loginTaskKey } from './login-by-qr.ts';

/** `/login`: by QR code, by cookie (pasted, or after the command) or by access_key; in private chats only. */
export function loginFeature(deps: LoginDeps) {
  /** A complete login pasted without a question is used too. */
  async function pasted(ctx: BotContext, text: string): Promise<void> {
    if (chatUserOf(ctx).private) await logInWithPasted(ctx, text, deps, ctx.texts.login.notTried);
    else await pointToPrivate(ctx);
  }

  return {
    commands: [
      {
        name: 'login',
        theme: 'account',
        inGroups: 'nobody',
        takesCredentials: true,
        run: (ctx) => (ctx.pasted === undefined ? offerLogin(ctx, deps) : pasted(ctx, ctx.pasted)),
      },
    ],
    callbacks: {
      loginAgain: (ctx) => (chatUserOf(ctx).private ? offerLogin(ctx, deps) : pointToPrivate(ctx)),
      async login(ctx, { way }) {
        const words = ctx.texts.login;
        if (!chatUserOf(ctx).private) {
          await pointToPrivate(ctx);
        } else if (way === 'qr') {
          await loginByQr(ctx, deps);
        } else {
          await ask(ctx, words[way].ask, way);
        }
      },
      async renewCode(ctx) {
        await deps.tasks.cancel(loginTaskKey(chatUserOf(ctx)));
        await ctx.deleteMessage().catch(() => false);
        await loginByQr(ctx, deps);
      },
    },
    questions: [cookieQuestion(deps), accessKeyQuestion(deps)],
    pasted,
  } satisfies Feature;
}

/** Shows the ways to log in, the logins that polls found expired, and the accounts already logged in. */
export async function offerLogin(
  ctx: BotContext,
  { accounts, alerts }: { accounts: Accounts; alerts: Pick<Alerts, 'subscriptions'> },
): Promise<void> {
  const { choose, chooseQr, already, lapsed } = ctx.texts.login;
  const subscriptions = (await Promise.all(ctx.privateChats.map(alerts.subscriptions))).flat();
  const lost = new Set(
    subscriptions.filter(({ loginLost }) => loginLost !== undefined).map(({ mid }) => mid),
  );
  const expired = (await accounts.list(ctx.home)).filter(({ mid }) => lost.has(mid));
  const active = await accounts.active(ctx.home);
  const nameOf = ({ name }: Account) => displayName(name, ctx.texts);
  const text = [
    ...(expired.length > 0 ? [lapsed(expired.map(nameOf).join(ctx.texts.common.comma))] : []),
    ...(active && !lost.has(active.mid) ? [already(nameOf(active))] : []),
    ctx.platform.deletesMessages ? choose : chooseQr,
  ].join('\n\n');
  await send(ctx, { text, keyboard: loginKeyboard(ctx) });
}

async function pointToPrivate(ctx: BotContext): Promise<void> {
  await replyPrivateOnly(ctx, 'login');
}
