import { FormattedString } from '@grammyjs/parse-mode';
import { defaultGroup, specialGroup } from '../api/index.ts';
import { type BotContext, chatUserOf } from '../bot/context.ts';
import type { ClientOf } from '../bot/platform.ts';
import { oneLine } from '../bot/text/displayable-text.ts';
import type { Texts } from '../bot/text/index.ts';
import type { LinkedGroup } from '../storage/index.ts';

/** Display name of a person. */
export function displayName(name: string, texts: Texts): string {
  return oneLine(name) || texts.common.noName;
}

/** A name that may not be known, or else the person's mid. */
export function nameOrUid(name: string | undefined, mid: number, texts: Texts): string {
  return oneLine(name ?? '') || `${texts.card.mid} ${mid}`;
}

/** A person's mid, which a press copies. */
export function formatUid(mid: number, texts: Texts): FormattedString {
  return FormattedString.join([`${texts.card.mid} `, FormattedString.code(String(mid))]);
}

/** A name that links to the person's page. */
export function linkToPerson(name: string, mid: number): FormattedString {
  return FormattedString.link(name, profileLink(mid));
}

/** URL of a person's page at Bilibili. */
export function profileLink(mid: number): string {
  return `https://space.bilibili.com/${mid}`;
}

/** The name on the pressed card, taken from its link, so no request is needed. */
export function nameOnCard(ctx: BotContext, mid: number): string {
  const name = nameInMessage(ctx, mid);
  return name === undefined ? `UID ${mid}` : displayName(name, ctx.texts);
}

/** The name of a person in the pressed message, from the link to their page, if there is one. */
export function nameInMessage(ctx: BotContext, mid: number): string | undefined {
  const message = ctx.callbackQuery?.message;
  if (message === undefined || message.date === 0) return undefined;
  const text = message.caption ?? message.text ?? '';
  const links = message.caption_entities ?? message.entities ?? [];
  const theirs = links.find((link) => link.type === 'text_link' && link.url === profileLink(mid));
  return theirs && text.slice(theirs.offset, theirs.offset + theirs.length);
}

/** Display name of a group of people; the special and default groups have names in the user's language. */
export function displayGroupName(
  { tagid, name }: { tagid: number; name: string },
  { common, groups }: Texts,
): string {
  if (tagid === specialGroup) return groups.special;
  return tagid === defaultGroup ? groups.default : oneLine(name) || common.noName;
}

/** Display name of a linked group chat or topic. */
export function linkedGroupName({ title, thread, topic }: LinkedGroup, { groupBinding }: Texts): string {
  if (thread === undefined) return groupBinding.group(title);
  return topic === undefined ? groupBinding.unnamedTopic(title, thread) : groupBinding.topic(title, topic);
}

/** Display name of a private chat, for a user who may have several. */
export function privateChatName(ctx: BotContext, chat: number, clientOf: ClientOf): string {
  const { buttons } = ctx.texts.alerts;
  if (chat === chatUserOf(ctx).chat) return buttons.here;
  if (ctx.privateChats.length === 1) return buttons.home;
  // A person has one private chat per platform.
  const { chatsOfOnePerson: words } = ctx.texts;
  return words.privateChatOn(words.platforms[clientOf(chat).platform.name]);
}
