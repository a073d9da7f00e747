import { sequentialize } from '@grammyjs/runner';
import type { Context, Middleware } from 'grammy';
import type { BotContext } from '../context.ts';
import { isCancel } from '../read-command.ts';

/**
 * Handles the updates of one user in one chat one after the other. `/cancel` runs beside them, so that it can
 * abort the current one.
 */
export function serializePerUser(): Middleware<BotContext> {
  return sequentialize<BotContext>(laneKeyOf);
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
