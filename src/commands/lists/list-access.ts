import { BilibiliRefused, BilibiliUnreachable } from '../../api/index.ts';
import type { BotContext } from '../../bot/context.ts';
import { ownerOnlyText } from '../../bot/group-admins.ts';
import { sendToOnePerson } from '../../bot/messages.ts';
import type { ListRequest } from '../../people/list-selector.ts';

/**
 * Whether a guest may not see a list, which they were told. Somebody else than the owner of a linked group sees what a
 * stranger would: the login here shows more of the owner's own lists than the site shows anybody else, also where it shows
 * nobody any.
 */
export async function refuseListToGuest(ctx: BotContext, wanted: ListRequest): Promise<boolean> {
  if (!ctx.guest) return false;
  const { mid } = await ctx.account();
  if (isPublicList(wanted) && wanted.of !== mid) return false;
  const { listsForOwner } = ctx.texts.groupBinding;
  const text = ctx.formerAdmin ? ownerOnlyText(ctx) : listsForOwner(ctx.owner?.name ?? '');
  await sendToOnePerson(ctx, { text });
  return true;
}

/** Lists of others that anyone may see; the rest is the owner's business. */
export function isPublicList({ list }: { list: string }): boolean {
  return list === 'fans' || list === 'following';
}

/**
 * The site shows an empty list, too, of somebody who does not exist. Whether there is such a person costs a request, and that
 * it cannot be asked is no reason not to show the list.
 * @throws BilibiliRefused with reason `gone` when there is nobody.
 */
export async function requirePersonExists(ctx: BotContext, mid: number): Promise<void> {
  const { session } = await ctx.account();
  try {
    await session.people.card({ mid }, { signal: ctx.signal });
  } catch (error) {
    const isAnswer = error instanceof BilibiliRefused && error.reason !== 'gone';
    if (!isAnswer && !(error instanceof BilibiliUnreachable)) throw error;
  }
}
