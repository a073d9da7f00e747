import { GrammyError, HttpError } from 'grammy';
import type { BotContext } from './context.ts';

/** How long an answer is believed, ms. */
const believedFor = 10 * 60_000;
/** As many answers are kept; the oldest go first. */
const mostKept = 10_000;

/** Who administers which group. */
export interface GroupAdmins {
  /**
   * Whether who wrote administers the group they wrote in; `undefined` when the platform does not say. It is asked once in
   * ten minutes for each.
   */
  isAdmin(ctx: BotContext): Promise<boolean | undefined>;
}

/** Nothing is known yet; `monotonic` in milliseconds. */
export function createGroupAdmins(monotonic: () => number): GroupAdmins {
  const known = new Map<string, { at: number; isAdmin: boolean | undefined }>();
  return {
    async isAdmin(ctx) {
      const key = `${ctx.chat?.id}:${ctx.from?.id}`;
      const before = known.get(key);
      if (before !== undefined && monotonic() - before.at < believedFor) return before.isAdmin;
      const isAdmin = await askIfGroupAdmin(ctx);
      known.delete(key);
      known.set(key, { at: monotonic(), isAdmin });
      const [oldest] = known.keys();
      if (known.size > mostKept && oldest !== undefined) known.delete(oldest);
      return isAdmin;
    },
  };
}

/** Whether who wrote administers the group they wrote in, as the platform says it now. */
export async function askIfGroupAdmin(ctx: BotContext): Promise<boolean | undefined> {
  try {
    const { status } = await ctx.getAuthor();
    return status === 'creator' || status === 'administrator';
  } catch (error) {
    if (error instanceof GrammyError || error instanceof HttpError) return undefined;
    throw error;
  }
}

/** What is said to whom a linked group is not theirs to act in. */
export function ownerOnlyText(ctx: BotContext): string {
  const { groupBinding } = ctx.texts;
  return ctx.formerAdmin ? groupBinding.noLongerAdmin : groupBinding.ownerOnly(ctx.owner?.name ?? '');
}
