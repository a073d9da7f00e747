import type { Accounts } from '../accounts/accounts.ts';
import type { Alerts } from '../alerts/index.ts';
import { type Access, looksLikeClaim } from '../bot/access.ts';
import { type BotContext, chatUserOf } from '../bot/context.ts';
import type { Feature } from '../bot/feature.ts';
import { groupCodePrefix } from '../bot/group-code-payload.ts';
import { callbackButton, loginKeyboard, privateChatKeyboard } from '../bot/keyboards.ts';
import { editOrSendNew, send } from '../bot/messages.ts';
import { type UnlinkDeps, unlinkForOwner } from './group-binding/end-group-links.ts';
import { type RedeemCodeDeps, redeemCode } from './group-binding/redeem-code.ts';
import { offerLogin } from './login/login.ts';

export interface StartDeps extends RedeemCodeDeps, Pick<UnlinkDeps, 'clientOf'> {
  access: Access;
  accounts: Accounts;
  alerts: Pick<Alerts, 'subscribe' | 'resume' | 'subscriptions'>;
  /** Shown to users who are logged in. */
  showHome: (ctx: BotContext) => Promise<void>;
}

/**
 * `/start`: an introduction, or home when logged in, or what its payload asks for. In a linked group it names
 * the owner, who can end the link there.
 */
export function startFeature(deps: StartDeps) {
  return {
    commands: [
      {
        name: 'start',
        theme: 'other',
        inGroups: 'everyone',
        async run(ctx, payload) {
          const { private: inPrivate } = chatUserOf(ctx);
          if (looksLikeClaim(payload)) await redeemClaim(ctx, payload, deps.access);
          else if (payload.startsWith(groupCodePrefix))
            await redeemCode(ctx, payload.slice(groupCodePrefix.length), deps);
          else if (payload === 'login' && inPrivate) await offerLogin(ctx, deps);
          else if (inPrivate) await welcome(ctx, deps);
          else await sayWhose(ctx);
        },
      },
    ],
    callbacks: {
      async unlinkGroup(ctx) {
        const { chat } = chatUserOf(ctx);
        await unlinkForOwner(ctx, (place) => place.chat === chat, deps);
        await editOrSendNew(ctx, { text: ctx.texts.groupBinding.unlinked });
      },
    },
  } satisfies Feature;
}

async function redeemClaim(ctx: BotContext, claim: string, access: Access): Promise<void> {
  const { user, private: inPrivate } = chatUserOf(ctx);
  const { claimed, claimWrong, claimAlready } = ctx.texts.start;
  if (access.isAdmin(user)) await ctx.reply(claimAlready);
  else await ctx.reply(inPrivate && (await access.redeem(claim, user)) ? claimed : claimWrong);
}

async function welcome(ctx: BotContext, { accounts, showHome }: StartDeps): Promise<void> {
  if (await accounts.active(chatUserOf(ctx).chat)) return showHome(ctx);
  const words = ctx.texts.start;
  await send(ctx, { text: `${words.what}\n\n${words.nextLogin}`, keyboard: loginKeyboard(ctx) });
}

async function sayWhose(ctx: BotContext): Promise<void> {
  const words = ctx.texts.groupBinding;
  const { user } = chatUserOf(ctx);
  if (ctx.owner === undefined) {
    await send(ctx, { text: words.notLinked, keyboard: privateChatKeyboard(ctx, 'start') });
  } else {
    const unlink = callbackButton(words.unlink, { kind: 'unlinkGroup', user }, 'danger');
    await send(ctx, { text: words.isLinked(ctx.owner.name), ...(!ctx.guest && { keyboard: [[unlink]] }) });
  }
}
