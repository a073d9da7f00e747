import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { MessageStateStore } from '../../bot/message-state.ts';
import type { ChangeResult } from '../../people/change-relation.ts';
import type { RelationAction } from '../../people/relation-action-kinds.ts';
import type { UndoRecord } from '../../storage/index.ts';

/** How long follow and unfollow can be undone, seconds. */
const undoTime = 600;

/** Actions by message, so that they can be undone from there. */
export type UndoLog = ReturnType<typeof createUndoLog>;

/** Keeps records for a day, by message; `now` in ms since 1970. */
export function createUndoLog(records: MessageStateStore<UndoRecord>, now: () => number) {
  const seconds = () => Math.floor(now() / 1000);

  /** The record of the pressed message for `mid` and this account; `undefined` when it was forgotten. */
  async function recordOfPressed(ctx: BotContext, mid: number): Promise<UndoRecord | undefined> {
    const message = pressedMessageId(ctx);
    if (message === undefined) return undefined;
    const { session } = await ctx.account();
    const done = await records.get(chatUserOf(ctx).chat, message);
    return done?.mid === mid && done.account === session.mid ? done : undefined;
  }

  /**
   * The record to keep for what was just done. When a second press found it done already, the record of the
   * first; `undefined` when it was so before.
   */
  async function recordFor(
    ctx: BotContext,
    change: RelationAction,
    mid: number,
    { already, tags }: ChangeResult,
  ): Promise<UndoRecord | undefined> {
    if (already) {
      const before = await recordOfPressed(ctx, mid);
      return before?.deed === change && !before.undone && before.until >= seconds() ? before : undefined;
    }
    const { session } = await ctx.account();
    const until = seconds() + undoTime;
    return { account: session.mid, mid, deed: change, groups: [...tags], until, undone: false };
  }

  /** Stores a record with a message of this chat, by default the pressed one. */
  async function keep(ctx: BotContext, done: UndoRecord, message = pressedMessageId(ctx)): Promise<void> {
    if (message !== undefined) await records.put(chatUserOf(ctx).chat, message, done);
  }

  return { recordOfPressed, recordFor, keep };
}

/** Follow and unfollow can be undone from the card; other actions have a button for their opposite. */
export function offersUndo(change: RelationAction): change is 'follow' | 'unfollow' {
  return change === 'follow' || change === 'unfollow';
}

/** `undefined` for a command. */
function pressedMessageId(ctx: BotContext): number | undefined {
  return ctx.callbackQuery?.message?.message_id;
}
