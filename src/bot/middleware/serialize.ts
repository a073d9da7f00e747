import { sequentialize } from '@grammyjs/runner';
import type { Middleware } from 'grammy';
import type { BotContext } from '../context.ts';
import { laneKeyOf } from '../update-lane-keys.ts';

/**
 * Handles the updates of one user in one chat one after the other. `/cancel` runs beside them, so that it can
 * abort the current one.
 */
export function serializePerUser(): Middleware<BotContext> {
  return sequentialize<BotContext>(laneKeyOf);
}
