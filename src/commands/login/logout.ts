import type { Account, Accounts } from '../../accounts/accounts.ts';
import type { Alerts } from '../../alerts/index.ts';
import { BilibiliRefused, BilibiliUnreachable } from '../../api/index.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { Feature } from '../../bot/feature.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import { editOrSendNew, send } from '../../bot/messages.ts';
import type { ChatMenu } from '../../bot/platform.ts';
import { displayName } from '../names-and-profile-links.ts';

/**
 * `/logout`: asks for confirmation, ends the login at Bilibili where possible, and always deletes it here,
 * with its alerts.
 */
export function logoutFeature(deps: {
  accounts: Accounts;
  alerts: Pick<Alerts, 'unsubscribe'>;
  chatMenu: ChatMenu;
}) {
  return {
    commands: [
      {
        name: 'logout',
        theme: 'account',
        inGroups: 'nobody',
        run: async (ctx) => askFirst(ctx, await ctx.account()),
      },
    ],
    callbacks: {
      async logout(ctx, { mid }) {
        const words = ctx.texts.login.logout;
        const { chat } = chatUserOf(ctx);
        const account = (await deps.accounts.list(chat)).find((one) => one.mid === mid);
        if (account === undefined) return editOrSendNew(ctx, { text: words.gone });
        const ended = await endAtBilibili(ctx, account);
        for (const one of ctx.privateChats) await deps.alerts.unsubscribe(one, mid);
        const next = await deps.accounts.remove(chat, mid);
        if (!next)
          for (const one of ctx.privateChats)
            deps.chatMenu.follow(one, { loggedIn: false, language: ctx.texts.language });
        const lines = [words[ended](displayName(account.name, ctx.texts))];
        if (next) lines.push(words.next(displayName(next.name, ctx.texts)));
        await editOrSendNew(ctx, { text: lines.join('\n') });
      },
    },
  } satisfies Feature;
}

async function askFirst(ctx: BotContext, { mid, name }: Account): Promise<void> {
  const { user } = chatUserOf(ctx);
  await send(ctx, {
    text: ctx.texts.login.logout.ask(displayName(name, ctx.texts)),
    keyboard: [
      [
        callbackButton(ctx.texts.common.confirm, { kind: 'logout', user, mid }, 'danger'),
        callbackButton(ctx.texts.common.cancel, { kind: 'dismiss', user }),
      ],
    ],
  });
}

/** An access_key has no logout endpoint; an expired cookie needs none. */
async function endAtBilibili(
  ctx: BotContext,
  { session }: Account,
): Promise<'done' | 'hereOnly' | 'keyStays'> {
  if (session.credential.kind === 'accessKey') return 'keyStays';
  try {
    await session.logout({ signal: ctx.signal });
    return 'done';
  } catch (error) {
    if (error instanceof BilibiliRefused) return error.reason === 'login' ? 'done' : 'hereOnly';
    if (error instanceof BilibiliUnreachable) return 'hereOnly';
    throw error;
  }
}
