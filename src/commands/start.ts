import type { Accounts } from '../accounts/accounts.ts';
import type { Access } from '../bot/access.ts';
import { shownName } from '../bot/card.ts';
import { type BotContext, placeOf } from '../bot/context.ts';
import type { Feature } from '../bot/feature.ts';
import { loginKeyboard, privateChatButton } from '../bot/keyboards.ts';
import { send } from '../bot/show.ts';
import { offerLogin } from './login.ts';

/** `/start`: what the bot is for and the next step; or what its payload asks for. */
export function start(deps: { access: Access; accounts: Accounts }): Feature {
  return {
    commands: [
      {
        name: 'start',
        theme: 'other',
        async run(ctx, payload) {
          if (payload.startsWith('claim_')) await redeem(ctx, payload, deps.access);
          else if (payload.startsWith('link_')) await ctx.reply(ctx.texts.common.linkUnsupported);
          else if (payload === 'login' && placeOf(ctx).private) await offerLogin(ctx, deps.accounts);
          else await welcome(ctx, deps.accounts);
        },
      },
    ],
  };
}

async function redeem(ctx: BotContext, claim: string, access: Access): Promise<void> {
  const { user, private: inPrivate } = placeOf(ctx);
  const { claimed, claimWrong, claimAlready } = ctx.texts.common;
  if (access.isAdmin(user)) await ctx.reply(claimAlready);
  else await ctx.reply(inPrivate && (await access.redeem(claim, user)) ? claimed : claimWrong);
}

async function welcome(ctx: BotContext, accounts: Accounts): Promise<void> {
  const { chat, private: inPrivate } = placeOf(ctx);
  const words = ctx.texts.commands.start;
  const account = await accounts.active(chat);
  if (!inPrivate) {
    await send(ctx, { text: ctx.texts.common.groupNotLinked, keyboard: [[privateChatButton(ctx, 'start')]] });
  } else if (account) {
    await ctx.reply(`${words.what}\n\n${words.nextPerson(shownName(account.name, ctx.texts))}`);
  } else {
    await send(ctx, { text: `${words.what}\n\n${words.nextLogin}`, keyboard: loginKeyboard(ctx) });
  }
}
