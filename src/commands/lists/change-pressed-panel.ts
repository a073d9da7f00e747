import type { CallbackOf } from '../../bot/callback-data.ts';
import type { BotContext } from '../../bot/context.ts';
import type { JobPerson } from '../../jobs/index.ts';
import { firstRow } from '../../people/page-arithmetic.ts';
import { type PanelMessage, pressedPanelMessage } from './editable-panel-message.ts';
import type { WholeListFilter } from './filter-whole-lists.ts';
import type { PanelsInMessages } from './keep-and-show-panels.ts';
import { refuseListToGuest } from './list-access.ts';
import {
  choose,
  chosenPeople,
  isFilteredOrSorted,
  type ListPanel,
  newListPanel,
  type OfList,
  withoutRows,
} from './list-panel-state.ts';
import { drawListForgotten } from './list-screen.ts';
import type { BackgroundReader } from './read-in-background.ts';

/**
 * An action on the people chosen in a panel: at least one, with names as far as known. Its result is a new
 * message. After `done` the list is read again; after `later` (a job was started or proposed) its rows are
 * dropped.
 */
export type OnChosen = (people: readonly JobPerson[], panel: ListPanel) => Promise<'done' | 'later'>;

/** Operations of the buttons on the pressed panel. */
export type ListChanges = ReturnType<typeof createListChanges>;

export function createListChanges(
  { panelIn, findPanel, keep, draw, loadPage, show, showReady, read, giveUp }: PanelsInMessages,
  { wholeListFilter, reader }: { wholeListFilter: WholeListFilter; reader: BackgroundReader },
) {
  /**
   * Changes the panel and shows it, on page `page` if given, in the pressed message or `message`; offers to
   * open it again when it was forgotten.
   */
  async function revise(
    ctx: BotContext,
    callback: OfList,
    change: (panel: ListPanel) => ListPanel,
    { page, message = pressedPanelMessage(ctx) }: { page?: number; message?: PanelMessage } = {},
  ): Promise<void> {
    if (await refuseListToGuest(ctx, callback)) return;
    const found = await findPanel(ctx, callback, message);
    if (found === undefined) return;
    // Changes to the current page need its rows.
    const needsRows = found.block === undefined && page === undefined && !isFilteredOrSorted(found);
    const changed = change(needsRows ? await loadPage(ctx, found, found.page) : found);
    await show(ctx, changed, page ?? changed.page, message);
  }

  /** Reads the list again. */
  async function refresh(ctx: BotContext, callback: OfList): Promise<void> {
    if (await refuseListToGuest(ctx, callback)) return;
    const message = pressedPanelMessage(ctx);
    const panel = await panelIn(ctx, callback, message);
    if (panel && isFilteredOrSorted(panel)) {
      wholeListFilter.forget(panel);
      const { block: _, ...rest } = panel;
      return show(ctx, rest, panel.page, message);
    }
    if (panel) return show(ctx, withoutRows(panel), panel.page, message);
    const { list, of } = callback;
    const madeUp = list !== 'group' && of < 1;
    if (list === 'search' || madeUp) return message.show(drawListForgotten(ctx, callback));
    const { mid } = await ctx.account();
    const isOfOthersToo = list === 'common' || list === 'fans' || list === 'following' || list === 'group';
    await show(ctx, newListPanel(mid, { list, of: isOfOthersToo ? of : mid }), 1, message);
  }

  /** Chooses the people up to the page shown, or all; reads those that are not loaded. */
  async function chooseMany(ctx: BotContext, callback: CallbackOf<'listTickMany'>): Promise<void> {
    const message = pressedPanelMessage(ctx);
    const panel = await findPanel(ctx, callback, message);
    if (panel === undefined) return;
    const count = callback.which === 'all' ? undefined : firstRow(panel.page + 1);
    const { block } = panel;
    const isAtHand =
      count !== undefined && block?.start === 0 && (block.from ?? 0) === 0 && block.rows.length >= count;
    if (isAtHand) return showReady(ctx, choose(panel, block.rows.slice(0, count)), message);
    const prepared = await wholeListFilter.prepareFirstRows(ctx, panel, count);
    await read(ctx, panel, prepared, message, async ({ rows }) => {
      const now = choose(panel, rows);
      if (now.block === undefined) await show(ctx, now, now.page, message);
      else await showReady(ctx, now, message);
    });
  }

  /**
   * Runs an action on the people chosen in the pressed panel, and shows the panel again. The loaded rows may be
   * outdated afterwards, in any case. An action on several people is proposed, so the list is shown before it:
   * where edits are sent as messages, users reply to the last one.
   */
  async function onChosen(ctx: BotContext, callback: OfList, work: OnChosen): Promise<void> {
    const message = pressedPanelMessage(ctx);
    const panel = await findPanel(ctx, callback, message);
    if (panel === undefined) return;
    if (panel.chosen.length === 0) return void (await ctx.reply(ctx.texts.lists.nobodyChosen));
    const left = { ...panel, selecting: false, chosen: [] };
    const isReady = panel.chosen.length > 1 && left.block !== undefined;
    const withoutOldRows = (one: ListPanel) => (isFilteredOrSorted(one) ? one : withoutRows(one));
    const put = (one: ListPanel) => keep(ctx, withoutOldRows(one), message);
    await put(isReady ? left : panel);
    if (isReady) await message.show(await draw(ctx, left));
    const outcome = await work(chosenPeople(panel, wholeListFilter.namesIn(panel)), panel).catch(
      async (error: unknown) => {
        await put(panel);
        if (isReady) await message.show(await draw(ctx, panel));
        throw error;
      },
    );
    await put(left);
    if (outcome === 'done' || left.block === undefined)
      await show(ctx, withoutOldRows(left), panel.page, message);
    else if (!isReady) await message.show(await draw(ctx, left));
  }

  /** Stops reading a whole list, and shows the previous panel. */
  async function stop(ctx: BotContext): Promise<void> {
    // A reading interrupted by a restart is not running any more.
    if (!(await reader.stop(ctx))) await giveUp(ctx, pressedPanelMessage(ctx));
  }

  return { revise, refresh, chooseMany, onChosen, stop };
}
