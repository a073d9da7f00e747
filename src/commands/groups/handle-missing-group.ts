import { BilibiliRefused } from '../../api/index.ts';
import type { CallbackKind } from '../../bot/callback-data.ts';
import type { BotContext } from '../../bot/context.ts';
import { type CallbackHandlers, toCallbackHandler } from '../../bot/feature.ts';
import { showGroups } from './groups-screen.ts';

/** Runs `work`; when a group it needs is gone, shows the list of groups and says so. */
export async function showGroupsIfGone(ctx: BotContext, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isGroupGone(error)) throw error;
    await showGroups(ctx, { headline: ctx.texts.groups.gone });
  }
}

/** Wraps each of these handlers in {@link showGroupsIfGone}. */
export function showGroupsWhenGone<K extends CallbackKind>(
  callbacks: CallbackHandlers<K>,
): CallbackHandlers<K> {
  const guarded = Object.entries(callbacks).map(([kind, handler]) => {
    const { run, ...rest } = toCallbackHandler(handler as CallbackHandlers<CallbackKind>[CallbackKind]);
    const guardedRun: typeof run = (ctx, callback) => showGroupsIfGone(ctx, () => run(ctx, callback));
    return [kind, { ...rest, run: guardedRun }];
  });
  return Object.fromEntries(guarded) as CallbackHandlers<K>;
}

/** Whether Bilibili answered that a group does not exist. */
export function isGroupGone(error: unknown): boolean {
  return error instanceof BilibiliRefused && error.reason === 'groupMissing';
}
