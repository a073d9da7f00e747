import { GrammyError, HttpError } from 'grammy';
import { BoundedMap } from '../bounded-map.ts';
import type { BotContext } from './context.ts';

/** How long an answer is cached, ms. */
const cacheTime = 10 * 60_000;
/** The most cached answers; the oldest are dropped. */
const maxCached = 10_000;

/**
 * Makes a check whether the sender administers the group of a message; `undefined` when the platform does not
 * tell. Answers are cached for ten minutes. `monotonic` in ms.
 */
export function createGroupAdminCheck(
  monotonic: () => number,
): (ctx: BotContext) => Promise<boolean | undefined> {
  const known = new BoundedMap<string, { at: number; isAdmin: boolean | undefined }>(maxCached);
  return async (ctx) => {
    const key = `${ctx.chat?.id}:${ctx.from?.id}`;
    const before = known.get(key);
    if (before !== undefined && monotonic() - before.at < cacheTime) return before.isAdmin;
    const isAdmin = await askIfGroupAdmin(ctx);
    known.set(key, { at: monotonic(), isAdmin });
    return isAdmin;
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
