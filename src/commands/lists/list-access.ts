import { BilibiliRefused, BilibiliUnreachable } from '../../api/index.ts';
import type { BotContext } from '../../bot/context.ts';
import { sendToOnePerson } from '../../bot/messages.ts';
import { ownerOnlyText } from '../../bot/refusals-in-groups.ts';
import type { ListRequest } from '../../people/list-request.ts';

/**
 * Whether a guest is refused a list; if so, they were told. In a linked group, others than the owner see only
 * what any visitor of Bilibili sees: the owner's login shows more of the owner's own lists than Bilibili
 * shows to others.
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

/** Lists that Bilibili shows to others; the rest are private to the owner. */
export function isPublicList({ list }: { list: string }): boolean {
  return list === 'fans' || list === 'following';
}

/**
 * Bilibili shows an empty list for a person who does not exist, so this checks with one request. If it gets
 * no answer, the list is shown anyway.
 * @throws BilibiliRefused with reason `gone` when there is no such person.
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
