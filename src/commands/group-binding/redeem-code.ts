import { GrammyError } from 'grammy';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Alerts } from '../../alerts/index.ts';
import { shownName } from '../person/person-card.ts';
import { type BotContext, placeOf } from '../../bot/context.ts';
import type { WordsOf } from '../../bot/chat-locale.ts';
import type { Links, Owner } from './bindings.ts';
import { placeHere, placeName } from './bound-chat.ts';
import { tell } from './tell.ts';

/** What linking a group needs. */
export interface RedeemDeps {
  links: Links;
  accounts: Pick<Accounts, 'active'>;
  alerts: Pick<Alerts, 'watch'>;
  wordsOf: WordsOf;
}

/**
 * Links the group, or the topic, that a code was said in, to whoever said it, when it is theirs and they administer the
 * group; alerts for the account they use go there from now on. Says so in the group and in their private chat.
 */
export async function redeemLink(ctx: BotContext, code: string, deps: RedeemDeps): Promise<void> {
  const words = ctx.texts.linking;
  const { user, private: inPrivate } = placeOf(ctx);
  if (inPrivate) return void (await ctx.reply(words.sendInGroup));
  if (ctx.message?.sender_chat !== undefined) return void (await ctx.reply(words.anonymous));
  if (!(await deps.links.isGood(user, code))) return void (await ctx.reply(words.badCode));
  const standing = await administers(ctx);
  if (standing !== true)
    return void (await ctx.reply(standing === false ? words.notAdmin : words.unsureAdmin));

  const owner: Owner = { id: user, name: shownName(ctx.from?.first_name ?? '', ctx.texts) };
  const place = placeHere(ctx);
  const outcome = await deps.links.link(owner, code, place);
  if (outcome.kind === 'taken') return void (await ctx.reply(words.taken(outcome.by.name)));
  if (outcome.kind !== 'linked') return void (await ctx.reply(words[outcome.kind]));

  const account = await deps.accounts.active(user);
  const { chat, thread } = place;
  const to = { chat, ...(thread !== undefined && { thread }) };
  if (account) await deps.alerts.watch(user, account.mid, { to });
  const name = account && shownName(account.name, ctx.texts);
  await ctx.reply(
    [
      words.linked(placeName(place, ctx.texts), owner.name),
      name ? words.alertsHere(name) : words.alertsNot,
    ].join('\n'),
  );
  const { texts } = await deps.wordsOf(user);
  const told = [
    texts.linking.toldOwner(placeName(place, texts)),
    ...(name ? [texts.linking.alertsThere(name)] : []),
  ];
  await tell(ctx.api, { chat: user }, told.join('\n'));
}

/** Whether who writes administers the group; `undefined` when Telegram does not say. */
async function administers(ctx: BotContext): Promise<boolean | undefined> {
  try {
    const { status } = await ctx.getChatMember(placeOf(ctx).user);
    return status === 'creator' || status === 'administrator';
  } catch (error) {
    if (error instanceof GrammyError) return undefined;
    throw error;
  }
}
