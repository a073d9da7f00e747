import type { Context } from 'grammy';
import { isCancel } from './read-command.ts';

/** Updates of one lane are handled one after the other: those of one user in one chat. */
export function userLaneKey({ chat, user }: { chat: number; user: number }): string {
  return `${chat}:${user}`;
}

/** The lane an update is handled in: its user's; /cancel has one of its own beside it. */
export function laneKeyOf(ctx: Context): string {
  const lane = `${ctx.chat?.id ?? 'nowhere'}:${ctx.from?.id ?? 'nobody'}`;
  return isCancel(ctx) ? `${lane}:cancel` : lane;
}
