import { setTimeout as wait } from 'node:timers/promises';
import { GrammyError } from 'grammy';
import type { Message } from 'grammy/types';
import { type BotContext, chatUserOf } from './context.ts';

const deleted = new WeakSet<object>();

/** Pauses before retrying a deletion that the platform did not perform, ms. */
const retryPauses = [200, 1000];

/**
 * Deletes the update's message, or another of this chat; only once per message. Where the bot cannot delete
 * it, asks the sender to.
 */
export async function deleteMessageWithCredential(
  ctx: BotContext,
  message: Pick<Message, 'message_id'> | undefined = ctx.msg,
): Promise<void> {
  if (message === undefined || deleted.has(message)) return;
  deleted.add(message);
  if (!ctx.platform.deletesMessages) return void (await ctx.reply(ctx.texts.login.recall));
  if (!(await tryToDelete(ctx, message.message_id))) await ctx.reply(ctx.texts.login.notDeleted);
}

/** Retries, so that a short outage does not leave a login visible in a chat. */
async function tryToDelete(ctx: BotContext, message: number): Promise<boolean> {
  for (const pause of [0, ...retryPauses]) {
    await wait(pause);
    try {
      return await ctx.api.deleteMessage(chatUserOf(ctx).chat, message);
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code >= 500) continue;
      // An earlier attempt may have succeeded although its answer was lost.
      return error.description.includes('message to delete not found');
    }
  }
  return false;
}
