import type { BotContext } from '../../bot/context.ts';
import { openPanel, showHere } from '../../bot/messages.ts';
import { viewerOf } from '../../bot/viewer.ts';
import type { ListRequest } from '../../people/list-request.ts';
import { noProgress } from '../../people/read-whole-list.ts';
import { createListChanges } from './change-pressed-panel.ts';
import { newPanelMessage } from './editable-panel-message.ts';
import { createFilterHandlers } from './filter-and-sort-handlers.ts';
import { createPanelsInMessages, type PanelsInMessagesDeps } from './keep-and-show-panels.ts';
import { refuseListToGuest, requirePersonExists } from './list-access.ts';
import { type ChosenActionDeps, listCallbacks, pageQuestion } from './list-button-handlers.ts';
import { isOwnList, type ListPanel, newListPanel } from './list-panel-state.ts';
import { emptyListText } from './list-screen.ts';
import { pageOfFound, withoutFilterAndSort } from './page-of-found-rows.ts';
import { fewRequests } from './read-in-background.ts';

/** Opens lists for commands, and handles their buttons. */
export type ListPanels = ReturnType<typeof createListPanels>;

export interface ListPanelsDeps extends PanelsInMessagesDeps, ChosenActionDeps {}

export function createListPanels({ relationActions, jobProposals, ...deps }: ListPanelsDeps) {
  const { wholeListFilter } = deps;
  const shownPanels = createPanelsInMessages(deps);
  const { findPanel, keep, draw, loadPage, show } = shownPanels;
  const changes = createListChanges(shownPanels, deps);
  const filter = createFilterHandlers(shownPanels, changes, wholeListFilter);

  /** Sends a page of a list, the first by default; a sentence when the list is empty. */
  async function open(ctx: BotContext, wanted: ListRequest, page = 1): Promise<void> {
    if (await refuseListToGuest(ctx, wanted)) return;
    const { mid } = await ctx.account();
    const panel = await loadPage(ctx, newListPanel(mid, wanted), page);
    if (panel.block?.rows.length === 0) {
      if (!isOwnList(panel)) await requirePersonExists(ctx, panel.of);
      return void (await openPanel(ctx, { text: emptyListText(panel, viewerOf(ctx)) }));
    }
    await keep(ctx, panel, { id: await openPanel(ctx, await draw(ctx, panel)) });
  }

  /** Sends a new message with the people of a list who pass a filter. */
  async function openFiltered(
    ctx: BotContext,
    wanted: ListRequest,
    filterAndSort: Pick<ListPanel, 'filter' | 'sort'>,
  ): Promise<void> {
    const { mid } = await ctx.account();
    const panel = { ...newListPanel(mid, wanted), ...filterAndSort };
    const prepared = await wholeListFilter.prepareFiltered(ctx, panel);
    if (prepared.requests <= fewRequests) {
      const found = pageOfFound(panel, await prepared.run(noProgress, ctx.signal), 1);
      return keep(ctx, found, await newPanelMessage(ctx, await draw(ctx, found)));
    }
    const message = await newPanelMessage(ctx, { text: ctx.texts.lists.reading.begun });
    await keep(ctx, withoutFilterAndSort(panel), message);
    await show(ctx, panel, 1, message);
  }

  /** Reads a page of a list and shows it in the pressed message, or in a new one when that has a picture. */
  async function openHere(ctx: BotContext, wanted: ListRequest, page: number): Promise<void> {
    const { mid } = await ctx.account();
    const panel = await loadPage(ctx, newListPanel(mid, wanted), page);
    await keep(ctx, panel, { id: await showHere(ctx, await draw(ctx, panel)) });
  }

  return {
    open,
    openFiltered,
    openHere,
    findPanel,
    onChosen: changes.onChosen,
    callbacks: { ...listCallbacks(changes, { relationActions, jobProposals }), ...filter.callbacks },
    questions: [pageQuestion(changes), filter.question],
  };
}
