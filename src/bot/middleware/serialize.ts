import { sequentialize } from '@grammyjs/runner';
import { Composer, type Context } from 'grammy';
import type { BotContext } from '../context.ts';
import { isCancel } from '../read-command.ts';

/** How long a press may wait for its lane before it is answered without words, ms. */
const patience = 700;

/**
 * Handles the updates of one user in one chat one after the other. `/cancel` runs beside them, so that it can
 * abort the current one. A press that has to wait is answered meanwhile: Telegram takes an answer only for a
 * few seconds, and a button that does not react gets pressed again.
 */
export function serializePerUser(): Composer<BotContext> {
  const waiting = new WeakMap<BotContext, NodeJS.Timeout>();
  const composer = new Composer<BotContext>();
  composer.on('callback_query', async (ctx, next) => {
    const answer = () => void ctx.answerCallbackQuery().catch(() => undefined);
    waiting.set(ctx, setTimeout(answer, patience));
    await next();
  });
  composer.use(sequentialize<BotContext>(laneKeyOf));
  composer.use(async (ctx, next) => {
    clearTimeout(waiting.get(ctx));
    await next();
  });
  return composer;
}

/** The lane of a user in a chat. Updates of one lane are handled one after the other. */
export function userLaneKey({ chat, user }: { chat: number; user: number }): string {
  return `${chat}:${user}`;
}

/** The lane of an update: its user's; /cancel has a separate one. */
export function laneKeyOf(ctx: Context): string {
  const lane = `${ctx.chat?.id ?? 'nowhere'}:${ctx.from?.id ?? 'nobody'}`;
  return isCancel(ctx) ? `${lane}:cancel` : lane;
}
