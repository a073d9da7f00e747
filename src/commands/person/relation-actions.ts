import type { Alerts } from '../../alerts/index.ts';
import type { BotContext } from '../../bot/context.ts';
import { callbackButton } from '../../bot/keyboards.ts';
import { type Content, showAt, type Where } from '../../bot/messages.ts';
import { actingViewerOf } from '../../bot/viewer.ts';
import { type Quota, QuotaSpent } from '../../jobs/index.ts';
import {
  ActionRetired,
  type ChangeResult,
  changedNothing,
  changeRelation,
} from '../../people/change-relation.ts';
import { oppositeOf, type RelationAction } from '../../people/relation-action-kinds.ts';
import { undoChange } from '../../people/undo-change.ts';
import type { UndoRecord } from '../../storage/index.ts';
import type { LastUsedGroups } from '../groups/last-used-groups.ts';
import { drawCardAfterChange, personCardAfterChange, tryToReadFacts } from './read-and-draw-card.ts';
import { offersUndo, type UndoLog } from './undo-log.ts';

/** Runs an action on one person and shows the result. */
export type RelationActions = ReturnType<typeof createRelationActions>;

/** `quota` is shared with bulk jobs. */
export interface RelationActionsDeps {
  quota: Quota;
  lastGroups: LastUsedGroups;
  undoLog: UndoLog;
  /** Marks people as known or gone, so that alerts do not report the user's own actions. */
  alerts: Pick<Alerts, 'markKnown' | 'markGone'>;
}

export function createRelationActions({ quota, lastGroups, undoLog, alerts }: RelationActionsDeps) {
  /** Takes quota for one change of a relation, and gives it back when nothing was changed. */
  async function takingQuota<T extends { already: boolean }>(
    mid: number,
    work: () => Promise<T>,
  ): Promise<T> {
    const day = quota.today();
    if ((await quota.take(mid, 1)) === 0) throw new QuotaSpent(quota.renewsAt());
    let unchanged = false;
    try {
      const outcome = await work();
      unchanged = outcome.already;
      return outcome;
    } catch (error) {
      unchanged = changedNothing(error);
      throw error;
    } finally {
      if (unchanged) await quota.giveBack(mid, 1, day);
    }
  }

  /**
   * Runs the action and shows nothing.
   * @throws QuotaSpent, and what `changeRelation` throws
   */
  async function perform(ctx: BotContext, change: RelationAction, mid: number): Promise<ChangeResult> {
    const { session } = await ctx.account();
    const work = () => changeRelation(session, change, mid, ctx.signal);
    // Special follow is a group, and group changes are free.
    const grouping = change === 'special' || change === 'unspecial';
    const outcome = grouping ? await work() : await takingQuota(session.mid, work);
    if (!outcome.already && (change === 'kick' || change === 'block'))
      await alerts.markGone(session.mid, [mid]);
    return outcome;
  }

  async function showUndone(ctx: BotContext, { deed: change, mid }: UndoRecord, rest = ''): Promise<void> {
    const { undone, done } = ctx.texts.card;
    const did = oppositeOf(change);
    const headline = (name: string) => (did ? undone(done[did](name)) : '') + rest;
    await showAt(ctx, await personCardAfterChange(ctx, mid, headline), 'here');
  }

  return {
    perform,
    /**
     * Runs the action and shows the card with the result above it. If only the card cannot be read, that is not
     * a failure. A quiet follow, which Bilibili has retired, is answered with the offer of a plain one. A
     * second, quick press finds the action done by the first, and keeps its headline and undo.
     * @throws QuotaSpent, and what `changeRelation` throws
     */
    async performAndShow(ctx: BotContext, change: RelationAction, mid: number, where: Where): Promise<void> {
      const outcome = await perform(ctx, change, mid).catch((error: unknown) => {
        if (!(error instanceof ActionRetired)) throw error;
        return undefined;
      });
      if (outcome === undefined) return void (await showAt(ctx, offerPlainFollow(ctx, mid), where));
      const { already, done } = ctx.texts.card;
      const record = await undoLog.recordFor(ctx, change, mid, outcome);
      // Stored before the message is edited: if the edit fails, a press on it still finds the entry.
      if (record && where === 'here') await undoLog.keep(ctx, record);
      const into = change === 'follow' ? await lastGroups.of(ctx) : undefined;
      const facts = await tryToReadFacts(ctx, mid);
      if (facts?.relation?.mine.relation === 'mutual')
        await alerts.markKnown((await ctx.account()).mid, [mid]);
      const card = await drawCardAfterChange(ctx, mid, facts, (record ? done : already)[change], {
        ...(record && offersUndo(change) && { undoUntil: record.until }),
        ...(into && { into }),
      });
      const message = await showAt(ctx, card, where);
      if (record) await undoLog.keep(ctx, record, message);
    },
    /** Undoes what the pressed message did to `mid`, and shows the card. */
    async undo(ctx: BotContext, mid: number): Promise<void> {
      const { session } = await ctx.account();
      const record = await undoLog.recordOfPressed(ctx, mid);
      if (record === undefined || !offersUndo(record.deed)) {
        const gone = await personCardAfterChange(ctx, mid, () => ctx.texts.card.undoForgotten);
        return void (await showAt(ctx, gone, 'here'));
      }
      if (record.undone) return showUndone(ctx, record);
      const { groupsLost } = await takingQuota(session.mid, () => undoChange(session, record, ctx.signal));
      // Stored before it is shown, so that a second, quick press does not undo twice, but does retry lost
      // groups.
      await undoLog.keep(ctx, { ...record, undone: !groupsLost, ...(groupsLost && { groupsLost }) });
      await showUndone(ctx, record, groupsLost ? `\n${ctx.texts.card.groupsNotBack}` : '');
    },
  };
}

/** Offers a plain follow in place of a quiet one, which Bilibili has retired. */
function offerPlainFollow(ctx: BotContext, mid: number): Content {
  const { user, as } = actingViewerOf(ctx);
  const { card, common } = ctx.texts;
  return {
    text: card.retired,
    keyboard: [
      [
        callbackButton(card.buttons.follow, { kind: 'act', user, action: 'follow', mid, as }, 'primary'),
        callbackButton(common.cancel, { kind: 'dismiss', user }),
      ],
    ],
  };
}
