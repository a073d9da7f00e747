import { type BotContext, chatUserOf } from '../../bot/context.ts';
import { oneLine } from '../../bot/text/displayable-text.ts';
import { isOwnGroup } from '../../people/manage-groups.ts';
import type { ChatRecord, Repository } from '../../storage/index.ts';
import type { GroupShortcut } from '../person/person-card.ts';

/** The group each account of a chat last put somebody into. */
export type LastUsedGroups = ReturnType<typeof createLastUsedGroups>;

/** Stores them in the chat records. */
export function createLastUsedGroups(chats: Repository<ChatRecord>) {
  async function revise(
    ctx: BotContext,
    change: (last: GroupShortcut | undefined) => GroupShortcut | undefined,
  ): Promise<void> {
    const { mid } = await ctx.account();
    await chats.update(String(chatUserOf(ctx).chat), (record) => {
      const { [mid]: last, ...others } = record?.lastGroups ?? {};
      const next = change(last);
      return record && { ...record, lastGroups: { ...others, ...(next && { [mid]: next }) } };
    });
  }

  return {
    async of(ctx: BotContext): Promise<GroupShortcut | undefined> {
      const { mid } = await ctx.account();
      return (await chats.get(String(chatUserOf(ctx).chat)))?.lastGroups?.[mid];
    },
    /** Remembers a group, except special, which has a button of its own. */
    async remember(ctx: BotContext, { tagid, name }: { tagid: number; name: string }): Promise<void> {
      if (isOwnGroup(tagid)) await revise(ctx, () => ({ tagid, name: oneLine(name) }));
    },
    /** Call when a group was renamed or deleted (`undefined`); no effect when it is not the remembered one. */
    change: (ctx: BotContext, tagid: number, name: string | undefined) =>
      revise(ctx, (last) => {
        if (last?.tagid !== tagid) return last;
        return name === undefined ? undefined : { tagid, name: oneLine(name) };
      }),
  };
}
