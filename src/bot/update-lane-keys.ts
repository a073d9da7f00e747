import type { Context } from 'grammy';
import { isCancel } from './read-command.ts';

/** The lane of a user in a chat. Updates of one lane are handled one after the other. */
export function userLaneKey({ chat, user }: { chat: number; user: number }): string {
  return `${chat}:${user}`;
}

/** The lane of an update: its user's; /cancel has a separate one. */
export function laneKeyOf(ctx: Context): string {
  const lane = `${ctx.chat?.id ?? 'nowhere'}:${ctx.from?.id ?? 'nobody'}`;
  return isCancel(ctx) ? `${lane}:cancel` : lane;
}
