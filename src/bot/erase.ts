import type { Update } from 'grammy/types';
import { bareKeyIn } from '../blot.ts';
import type { BotContext } from './context.ts';

const erased = new WeakSet<Update>();

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

/** Deletes the message being answered, once; asks its writer to do it where the bot may not. */
export async function erase(ctx: BotContext): Promise<void> {
  if (erased.has(ctx.update)) return;
  erased.add(ctx.update);
  await ctx.deleteMessage().catch(() => ctx.reply(ctx.texts.login.notDeleted));
}
