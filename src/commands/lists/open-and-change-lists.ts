import type { BotContext } from '../../bot/context.ts';
import type { CallbackHandlers, Question } from '../../bot/feature.ts';
import { openPanel, showHere } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import type { ListRequest } from '../../people/list-request.ts';
import { noProgress } from '../../people/read-whole-list.ts';
import type { RunChosenAction } from './act-on-chosen-people.ts';
import { newPanelMessage, type PanelMessage, pressedPanelMessage } from './editable-panel-message.ts';
import { filterCallbacks, filterQuestion, type ListFilterCallback } from './filter-and-sort-handlers.ts';
import { refuseListToGuest, requirePersonExists } from './list-access.ts';
import {
  drawListForgotten,
  type ListCallback,
  listCallbacks,
  type OfList,
  type OnChosen,
  offerListAgain,
  pageQuestion,
} from './list-button-handlers.ts';
import {
  chosenPeople,
  isFilteredOrSorted,
  isOwnList,
  type ListPanel,
  newListPanel,
  withoutRows,
} from './list-panel.ts';
import { emptyListText } from './list-screen.ts';
import { pageOfFound, withoutFilterAndSort } from './page-of-found-rows.ts';
import { fewRequests } from './read-in-background.ts';
import { createPanelsInMessages, type PanelsInMessagesDeps } from './show-panels-in-messages.ts';

/** Initial filter and order of an opened list. */
export type FilterAndSort = Pick<ListPanel, 'filter' | 'sort'>;

/** Opens lists for commands, and handles their buttons. */
export interface ListPanels {
  /** Sends a page of a list, the first by default; a sentence when the list is empty. */
  open(ctx: BotContext, wanted: ListRequest, page?: number): Promise<void>;
  /** Sends a new message with the people of a list who pass a filter. */
  openFiltered(ctx: BotContext, wanted: ListRequest, filterAndSort: FilterAndSort): Promise<void>;
  /** Reads a page of a list and shows it in the pressed message, or in a new one when that has a picture. */
  openHere(ctx: BotContext, wanted: ListRequest, page: number): Promise<void>;
  /**
   * The pressed panel; `undefined`, and the user is told, when it was forgotten or belongs to another
   * account.
   */
  pressedPanel(ctx: BotContext, callback: OfList): Promise<ListPanel | undefined>;
  /** Runs an action on the people chosen in the pressed panel, and shows the panel again. */
  onChosen(ctx: BotContext, callback: OfList, work: OnChosen): Promise<void>;
  callbacks: CallbackHandlers<ListCallback | ListFilterCallback>;
  questions: readonly Question[];
}

export interface ListPanelsDeps extends PanelsInMessagesDeps {
  chosen: RunChosenAction;
}

export function createListPanels({ chosen, ...deps }: ListPanelsDeps): ListPanels {
  const { wholeListFilter, reader, factsFor } = deps;
  const shownPanels = createPanelsInMessages(deps);
  const { panelIn, keep, draw: drawn, loadPage: turned, show, showReady } = shownPanels;

  async function open(ctx: BotContext, wanted: ListRequest, page = 1): Promise<void> {
    if (await refuseListToGuest(ctx, wanted)) return;
    const { mid } = await ctx.account();
    const panel = await turned(ctx, newListPanel(mid, wanted), page);
    if (panel === undefined) return;
    if (panel.block?.rows.length === 0 && !isOwnList(panel)) await requirePersonExists(ctx, panel.of);
    if (panel.block?.rows.length === 0)
      return void (await openPanel(ctx, { text: emptyListText(panel, viewerOf(ctx)) }));
    await keep(ctx, panel, { id: await openPanel(ctx, await drawn(ctx, panel)) });
  }

  async function openFiltered(
    ctx: BotContext,
    wanted: ListRequest,
    filterAndSort: FilterAndSort,
  ): Promise<void> {
    const { mid, session } = await ctx.account();
    const panel = { ...newListPanel(mid, wanted), ...filterAndSort };
    const facts = await factsFor(ctx, panel);
    const prepared = wholeListFilter.prepareFiltered(session, panel, facts);
    if (prepared.requests <= fewRequests) {
      const found = pageOfFound(panel, await prepared.run(noProgress, ctx.signal), 1, facts.checks);
      return keep(ctx, found, await newPanelMessage(ctx, await drawn(ctx, found)));
    }
    const message = await newPanelMessage(ctx, { text: ctx.texts.lists.reading.begun });
    await keep(ctx, withoutFilterAndSort(panel), message);
    await show(ctx, panel, 1, message);
  }

  /** Changes the panel and shows it; offers to open it again when it was forgotten. */
  async function revise(
    ctx: BotContext,
    callback: OfList,
    change: (panel: ListPanel) => ListPanel,
    { page, message = pressedPanelMessage(ctx) }: { page?: number; message?: PanelMessage } = {},
  ): Promise<void> {
    if (await refuseListToGuest(ctx, callback)) return;
    const found = await panelIn(ctx, callback, message);
    if (found === undefined) return message.show(drawListForgotten(ctx, callback));
    // Changes to the current page need its rows.
    const needsRows = found.block === undefined && page === undefined && !isFilteredOrSorted(found);
    const panel = needsRows ? await turned(ctx, found, found.page) : found;
    if (panel === undefined) return;
    const changed = change(panel);
    await show(ctx, changed, page ?? changed.page, message);
  }

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
    const madeUp = callback.list !== 'group' && callback.of < 1;
    if (callback.list === 'search' || madeUp) return offerListAgain(ctx, callback);
    const { mid } = await ctx.account();
    const isOfOthersToo = (['common', 'fans', 'following', 'group'] as const).some(
      (list) => list === callback.list,
    );
    const of = isOfOthersToo ? callback.of : mid;
    await show(ctx, newListPanel(mid, { list: callback.list, of }), 1, message);
  }

  async function pressedPanel(ctx: BotContext, callback: OfList): Promise<ListPanel | undefined> {
    const panel = await panelIn(ctx, callback, pressedPanelMessage(ctx));
    if (panel === undefined) await offerListAgain(ctx, callback);
    return panel;
  }

  /** Chooses the first `until` people as the panel shows them, or all; reads those that are not loaded. */
  async function chooseFirst(
    ctx: BotContext,
    callback: OfList,
    until: (panel: ListPanel) => number | undefined,
    choose: (panel: ListPanel, rows: readonly { mid: number }[]) => ListPanel,
  ): Promise<void> {
    const panel = await pressedPanel(ctx, callback);
    if (panel === undefined) return;
    const message = pressedPanelMessage(ctx);
    const count = until(panel);
    const { block } = panel;
    const isAtHand =
      count !== undefined && block?.start === 0 && (block.from ?? 0) === 0 && block.rows.length >= count;
    if (isAtHand) return showReady(ctx, choose(panel, block.rows.slice(0, count)), message);
    const { session } = await ctx.account();
    const prepared = wholeListFilter.prepareFirstRows(session, panel, await factsFor(ctx, panel), count);
    await shownPanels.read(ctx, panel, prepared, message, async ({ rows }) => {
      const now = choose(panel, rows);
      if (now.block === undefined) await show(ctx, now, now.page, message);
      else await showReady(ctx, now, message);
    });
  }

  /**
   * The loaded rows may be outdated afterwards, in any case. An action on several people is proposed, so the
   * list is shown before it: where edits are sent as messages, users reply to the last one.
   */
  async function onChosen(ctx: BotContext, callback: OfList, work: OnChosen): Promise<void> {
    const panel = await pressedPanel(ctx, callback);
    if (panel === undefined) return;
    if (panel.chosen.length === 0) return void (await ctx.reply(ctx.texts.lists.nobodyChosen));
    const message = pressedPanelMessage(ctx);
    const left = { ...panel, selecting: false, chosen: [] };
    const isReady = panel.chosen.length > 1 && left.block !== undefined;
    const put = (one: ListPanel) => keep(ctx, isFilteredOrSorted(one) ? one : withoutRows(one), message);
    await put(isReady ? left : panel);
    if (isReady) await message.show(await drawn(ctx, left));
    const outcome = await work(chosenPeople(panel, wholeListFilter.namesIn(panel)), panel).catch(
      async (error: unknown) => {
        await put(panel);
        if (isReady) await message.show(await drawn(ctx, panel));
        throw error;
      },
    );
    await put(left);
    if (outcome === 'done' || left.block === undefined)
      await show(ctx, isFilteredOrSorted(left) ? left : withoutRows(left), panel.page, message);
    else if (!isReady) await message.show(await drawn(ctx, left));
  }

  async function openHere(ctx: BotContext, wanted: ListRequest, page: number): Promise<void> {
    const { mid } = await ctx.account();
    const panel = await turned(ctx, newListPanel(mid, wanted), page);
    if (panel === undefined) return;
    await keep(ctx, panel, { id: await showHere(ctx, await drawn(ctx, panel)) });
  }

  async function stop(ctx: BotContext): Promise<void> {
    // A reading interrupted by a restart is not running any more.
    if (!(await reader.stop(ctx))) await shownPanels.giveUp(ctx, pressedPanelMessage(ctx));
  }

  const changes = { revise, refresh, chooseFirst, onChosen, stop, runChosenAction: chosen };
  const filtered = { revise, panelIn, keep, factsFor };
  return {
    open,
    openFiltered,
    openHere,
    pressedPanel,
    onChosen,
    callbacks: { ...listCallbacks(changes), ...filterCallbacks(filtered) },
    questions: [pageQuestion(changes), filterQuestion(filtered)],
  };
}
