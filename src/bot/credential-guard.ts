import { setTimeout as wait } from 'node:timers/promises';
import { GrammyError } from 'grammy';
import type { Message } from 'grammy/types';
import { bareKeyIn } from '../redact.ts';
import { type BotContext, chatUserOf } from './context.ts';

const erased = new WeakSet<object>();

/** What no chat should keep: a login's cookie or an app's key, with its value. */
const credential = /\b(?:SESSDATA|bili_jct|access_key|refresh_token)\s*[=:]\s*\S/iu;

/** Whether a text holds a credential, told by the name before it. */
export function holdsCredential(text: string): boolean {
  return credential.test(text);
}

/** The access_key in a text, with its name before it or told by its look. */
export function accessKeyIn(text: string): string | undefined {
  return /\baccess_key\s*[=:]\s*([\w.%~-]+)/iu.exec(text)?.[1] ?? bareKeyIn(text);
}

/** How long to wait before a deletion is tried again that Telegram did not get to; milliseconds. */
const triedAgainAfter = [200, 1000];

/**
 * Deletes the message being answered, or another of this chat, once; asks its writer to do it where the bot may not.
 */
export async function deleteMessageWithCredential(
  ctx: BotContext,
  message: Pick<Message, 'message_id'> | undefined = ctx.msg,
): Promise<void> {
  if (message === undefined || erased.has(message)) return;
  erased.add(message);
  if (!(await isDeleted(ctx, message.message_id))) await ctx.reply(ctx.texts.login.notDeleted);
}

/** Tries more than once: an outage of a second must not leave a login standing in a chat. */
async function isDeleted(ctx: BotContext, message: number): Promise<boolean> {
  for (const pause of [0, ...triedAgainAfter]) {
    await wait(pause);
    try {
      return await ctx.api.deleteMessage(chatUserOf(ctx).chat, message);
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code >= 500) continue;
      // An earlier try may have done it, and only its answer was lost.
      return error.description.includes('message to delete not found');
    }
  }
  return false;
}
