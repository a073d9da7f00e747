import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { MessageStateStore } from '../../bot/message-state.ts';
import type { RelationAction } from '../../people/relation-action.ts';
import type { ChangeResult } from '../../people/relation-change.ts';
import type { UndoRecord } from '../../storage/index.ts';

/** How long follow and unfollow can be taken back, in seconds. */
const undoTime = 600;

/** What was done to somebody from a message. */
export type UndoEntry = UndoRecord;

/** What was done from which message, so that it can be taken back from there. */
export interface UndoLog {
  /** What the message pressed has done to `mid` as this account; `undefined` when that is forgotten. */
  entryOfPressed(ctx: BotContext, mid: number): Promise<UndoEntry | undefined>;
  /**
   * What is done now: by this press, or by one on the same message just before, which this one then finds done already.
   * `undefined` when it was so without us.
   */
  entryFor(
    ctx: BotContext,
    change: RelationAction,
    mid: number,
    outcome: ChangeResult,
  ): Promise<UndoEntry | undefined>;
  /** Notes it with a message of this chat: the one pressed, or another. */
  keep(ctx: BotContext, done: UndoEntry, message?: number): Promise<void>;
}

/** Keeps them for a day; `now` in milliseconds. */
export function createUndoLog(records: MessageStateStore<UndoEntry>, now: () => number): UndoLog {
  const seconds = () => Math.floor(now() / 1000);

  async function entryOfPressed(ctx: BotContext, mid: number): Promise<UndoEntry | undefined> {
    const message = pressedMessageId(ctx);
    if (message === undefined) return undefined;
    const { session } = await ctx.account();
    const done = await records.get(chatUserOf(ctx).chat, message);
    return done?.mid === mid && done.account === session.mid ? done : undefined;
  }

  return {
    entryOfPressed,
    async entryFor(ctx, change, mid, { already, tags }) {
      if (already) {
        const before = await entryOfPressed(ctx, mid);
        return before?.deed === change && !before.undone && before.until >= seconds() ? before : undefined;
      }
      const { session } = await ctx.account();
      const until = seconds() + undoTime;
      return { account: session.mid, mid, deed: change, groups: [...tags], until, undone: false };
    },
    async keep(ctx, done, message = pressedMessageId(ctx)) {
      if (message !== undefined) await records.put(chatUserOf(ctx).chat, message, done);
    },
  };
}

/** Follow and unfollow can be taken back from the card; the rest has a button for its opposite. */
export function offersUndo(change: RelationAction): change is 'follow' | 'unfollow' {
  return change === 'follow' || change === 'unfollow';
}

function pressedMessageId(ctx: BotContext): number | undefined {
  return ctx.callbackQuery?.message?.message_id;
}
