import type { Accounts } from '../../accounts/accounts.ts';
import type { Alerts } from '../../alerts/index.ts';
import type { LocaleOf } from '../../bot/chat-locale.ts';
import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { askIfGroupAdmin } from '../../bot/group-admins.ts';
import { ignoreGrammyError } from '../../bot/messages.ts';
import { forumTopicName } from '../../bot/read-message-text.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import type { LinkedGroup } from '../../storage/index.ts';
import { displayName, linkedGroupName } from '../names-and-profile-links.ts';
import type { GroupLinks, GroupOwner } from './group-links-and-codes.ts';

export interface RedeemCodeDeps {
  groupLinks: GroupLinks;
  accounts: Pick<Accounts, 'active'>;
  alerts: Pick<Alerts, 'subscribe'>;
  localeOf: LocaleOf;
}

/**
 * Links the group or topic in which a code was said, when the code belongs to the user and they are a group
 * administrator. From then on alerts of their current account go there. Confirms it in the group and in their
 * private chat.
 */
export async function redeemCode(ctx: BotContext, code: string, deps: RedeemCodeDeps): Promise<void> {
  const words = ctx.texts.groupBinding;
  const { user, private: inPrivate } = chatUserOf(ctx);
  if (inPrivate) return void (await ctx.reply(words.sendInGroup));
  if (ctx.message?.sender_chat !== undefined) return void (await ctx.reply(words.anonymous));
  if (!(await deps.groupLinks.isValidCode(user, code))) return void (await ctx.reply(words.badCode));
  const standing = await askIfGroupAdmin(ctx);
  if (standing !== true)
    return void (await ctx.reply(
      standing === false ? words.notAdmin : words.unsureAdmin(ctx.platform.title),
    ));

  const owner: GroupOwner = { id: user, name: displayName(ctx.from?.first_name ?? '', ctx.texts) };
  const place = linkableGroupHere(ctx);
  const outcome = await deps.groupLinks.link(owner, code, place);
  if (outcome.kind === 'taken') return void (await ctx.reply(words.taken(outcome.by.name)));
  if (outcome.kind !== 'linked') return void (await ctx.reply(words[outcome.kind]));

  const account = await deps.accounts.active(user);
  const { chat, thread } = place;
  const to = { chat, ...(thread !== undefined && { thread }) };
  if (account) await deps.alerts.subscribe(account.chat, account.mid, { to });
  const name = account && displayName(account.name, ctx.texts);
  await ctx.reply(
    [
      words.linked(linkedGroupName(place, ctx.texts), owner.name),
      name ? words.alertsHere(name) : words.alertsNot,
    ].join('\n'),
  );
  const { texts } = await deps.localeOf(user);
  const told = [
    texts.groupBinding.toldOwner(linkedGroupName(place, texts)),
    ...(name ? [texts.groupBinding.alertsThere(name)] : []),
  ];
  await ctx.api.sendMessage(user, told.join('\n')).catch(ignoreGrammyError);
}

/** The group or topic of this message, in the form it is linked. */
function linkableGroupHere(ctx: BotContext): LinkedGroup {
  const { chat, message } = ctx;
  if (chat === undefined || chat.type === 'private') throw new TypeError('Only groups can be linked');
  const thread = message?.is_topic_message ? message.message_thread_id : undefined;
  const topic = thread === undefined ? '' : oneLine(forumTopicName(message) ?? '');
  return {
    chat: chat.id,
    title: oneLine(chat.title) || ctx.texts.common.noName,
    ...(thread !== undefined && { thread }),
    ...(topic !== '' && { topic }),
  };
}
