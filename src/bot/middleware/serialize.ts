import { sequentialize } from '@grammyjs/runner';
import type { Middleware } from 'grammy';
import type { BotContext } from '../context.ts';
import { laneKeyOf } from '../update-lane-keys.ts';

/**
 * Updates of one user in one chat are handled one after the other. `/cancel` overtakes, or it could not end what
 * hangs before it.
 */
export function serializePerUser(): Middleware<BotContext> {
  return sequentialize<BotContext>(laneKeyOf);
}
