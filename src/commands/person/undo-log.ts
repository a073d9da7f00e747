import { type BotContext, chatUserOf } from '../../bot/context.ts';
import type { MessageStateStore } from '../../bot/message-state.ts';
import type { RelationAction } from '../../people/relation-action-kinds.ts';
import type { ChangeResult } from '../../people/relation-change.ts';
import type { UndoRecord } from '../../storage/index.ts';

/** How long follow and unfollow can be undone, seconds. */
const undoTime = 600;

/** An action on a person, done from a message. */
export type UndoEntry = UndoRecord;

/** Actions by message, so that they can be undone from there. */
export interface UndoLog {
  /** The entry of the pressed message for `mid` and this account; `undefined` when it was forgotten. */
  entryOfPressed(ctx: BotContext, mid: number): Promise<UndoEntry | undefined>;
  /**
   * The entry to keep for what was just done. When a second press found it done already, the entry of the
   * first; `undefined` when it was so before.
   */
  entryFor(
    ctx: BotContext,
    change: RelationAction,
    mid: number,
    outcome: ChangeResult,
  ): Promise<UndoEntry | undefined>;
  /** Stores an entry with a message of this chat, by default the pressed one. */
  keep(ctx: BotContext, done: UndoEntry, message?: number): Promise<void>;
}

/** Keeps entries for a day, by message; `now` in ms since 1970. */
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

/** Follow and unfollow can be undone from the card; other actions have a button for their opposite. */
export function offersUndo(change: RelationAction): change is 'follow' | 'unfollow' {
  return change === 'follow' || change === 'unfollow';
}

function pressedMessageId(ctx: BotContext): number | undefined {
  return ctx.callbackQuery?.message?.message_id;
}
