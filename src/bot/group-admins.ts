import { GrammyError, HttpError } from 'grammy';
import { BoundedMap } from '../bounded-map.ts';
import type { BotContext } from './context.ts';

/** How long an answer is cached, ms. */
const cacheTime = 10 * 60_000;
/** The most cached answers; the oldest are dropped. */
const maxCached = 10_000;

/** Knows who administers which group. */
export interface GroupAdmins {
  /**
   * Whether the sender administers the group of the message; `undefined` when the platform does not tell.
   * Cached for ten minutes.
   */
  isAdmin(ctx: BotContext): Promise<boolean | undefined>;
}

/** Creates an empty cache; `monotonic` in ms. */
export function createGroupAdmins(monotonic: () => number): GroupAdmins {
  const known = new BoundedMap<string, { at: number; isAdmin: boolean | undefined }>(maxCached);
  return {
    async isAdmin(ctx) {
      const key = `${ctx.chat?.id}:${ctx.from?.id}`;
      const before = known.get(key);
      if (before !== undefined && monotonic() - before.at < cacheTime) return before.isAdmin;
      const isAdmin = await askIfGroupAdmin(ctx);
      known.set(key, { at: monotonic(), isAdmin });
      return isAdmin;
    },
  };
}

/** Asks the platform whether the sender administers the group of the message. */
export async function askIfGroupAdmin(ctx: BotContext): Promise<boolean | undefined> {
  try {
    const { status } = await ctx.getAuthor();
    return status === 'creator' || status === 'administrator';
  } catch (error) {
    if (error instanceof GrammyError || error instanceof HttpError) return undefined;
    throw error;
  }
}
