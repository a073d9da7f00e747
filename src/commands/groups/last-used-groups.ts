import { isOwnGroup } from '../../people/groups.ts';
import type { ChatRecord, Collection } from '../../storage/index.ts';
import type { Into } from '../person/person-card.ts';
import { type BotContext, placeOf } from '../../bot/context.ts';
import { oneLine } from '../../bot/text/safe.ts';

/** The group that a chat last put somebody into, for each of its accounts. */
export interface LastGroups {
  of(ctx: BotContext): Promise<Into | undefined>;
  /** Special is not remembered: it has a button of its own. */
  remember(ctx: BotContext, group: { tagid: number; name: string }): Promise<void>;
  /** The group has another name now, or is gone (`undefined`); nothing happens when it is not the one remembered. */
  change(ctx: BotContext, tagid: number, name: string | undefined): Promise<void>;
}

/** Keeps them with the chats. */
export function createLastGroups(chats: Collection<ChatRecord>): LastGroups {
  async function revise(
    ctx: BotContext,
    change: (last: Into | undefined) => Into | undefined,
  ): Promise<void> {
    const { mid } = await ctx.account();
    await chats.update(String(placeOf(ctx).chat), (record) => {
      const { [mid]: last, ...others } = record?.lastGroups ?? {};
      const next = change(last);
      return record && { ...record, lastGroups: { ...others, ...(next && { [mid]: next }) } };
    });
  }

  return {
    async of(ctx) {
      const { mid } = await ctx.account();
      return (await chats.get(String(placeOf(ctx).chat)))?.lastGroups?.[mid];
    },
    async remember(ctx, { tagid, name }) {
      if (isOwnGroup(tagid)) await revise(ctx, () => ({ tagid, name: oneLine(name) }));
    },
    change: (ctx, tagid, name) =>
      revise(ctx, (last) => {
        if (last?.tagid !== tagid) return last;
        return name === undefined ? undefined : { tagid, name: oneLine(name) };
      }),
  };
}
