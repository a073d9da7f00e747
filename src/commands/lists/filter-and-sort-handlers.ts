import type { BotContext } from '../../bot/context.ts';
import type { AnyCallbackHandlers, Question } from '../../bot/feature.ts';
import { ask, askAgain } from '../../bot/questions.ts';
import { dayToMoment } from '../../bot/text/format-times.ts';
import { viewerOf } from '../../bot/viewer.ts';
import type { FilterName, ListFilter } from '../../people/filter-and-sort-rows.ts';
import type { ListChanges } from './change-pressed-panel.ts';
import {
  type AboutMessage,
  aboutPressedMessage,
  type PanelMessage,
  panelMessageOf,
  pressedPanelMessage,
} from './editable-panel-message.ts';
import { drawFilterMenu, drawSortMenu } from './filter-and-sort-screens.ts';
import type { WholeListFilter } from './filter-whole-lists.ts';
import type { PanelsInMessages } from './keep-and-show-panels.ts';
import {
  filterOf,
  isFilteredOrSorted,
  type ListPanel,
  type OfList,
  withoutRows,
} from './list-panel-state.ts';

const question = 'followedBefore';

interface AboutFilter extends AboutMessage, OfList {}

/** Handlers of 筛选 and 排序 and of their menus. Ticks are kept in the panel's draft until they are applied. */
export function createFilterHandlers(
  { findPanel, keep }: PanelsInMessages,
  { revise }: ListChanges,
  { factsFor }: WholeListFilter,
) {
  /** Keeps the draft and shows the check boxes. */
  async function showDraft(
    ctx: BotContext,
    panel: ListPanel,
    { only, before }: ListFilter,
    message: PanelMessage,
  ): Promise<void> {
    const draft = { only: [...only], ...(before !== undefined && { before }) };
    const drafted = { ...panel, draft };
    await keep(ctx, drafted, message);
    const { bigFrom } = await factsFor(ctx, panel);
    await message.show(drawFilterMenu(drafted, bigFrom, viewerOf(ctx)));
  }

  const callbacks = {
    async listFilter(ctx, callback) {
      const message = pressedPanelMessage(ctx);
      const panel = await findPanel(ctx, callback, message);
      if (panel) await showDraft(ctx, panel, filterOf(panel), message);
    },
    async listFilterTick(ctx, { only, user, list, of }) {
      const about: AboutFilter = { ...aboutPressedMessage(ctx), user, list, of };
      const message = pressedPanelMessage(ctx);
      const panel = await findPanel(ctx, about, message);
      if (panel === undefined) return;
      const draft = draftOf(panel);
      if (only === 'before' && !draft.only.includes(only))
        return ask(ctx, ctx.texts.lists.askBefore, question, about);
      await showDraft(ctx, panel, toggleFilter(draft, only), message);
    },
    listFilterSet: (ctx, callback) =>
      revise(ctx, callback, (panel) => withFilter(panel, callback.how === 'apply'), { page: 1 }),
    async listSort(ctx, callback) {
      const { by } = callback;
      if (by !== 'choose') return revise(ctx, callback, (panel) => withSort(panel, by), { page: 1 });
      const message = pressedPanelMessage(ctx);
      const panel = await findPanel(ctx, callback, message);
      if (panel) await message.show(drawSortMenu(panel, viewerOf(ctx)));
    },
  } satisfies AnyCallbackHandlers;

  /** Asks for the day before which people were followed. */
  const dayQuestion: Question = {
    name: question,
    async answer(ctx, text, about) {
      const before = dayToMoment(text.normalize('NFKC').trim(), ctx.timezone);
      if (before === undefined) return askAgain(ctx, ctx.texts.lists.badDate);
      const asked = about as AboutFilter;
      const message = panelMessageOf(ctx, asked);
      const panel = await findPanel(ctx, asked, message);
      if (panel === undefined) return 'done';
      const only = [...draftOf(panel).only.filter((name) => name !== 'before'), 'before' as const];
      await showDraft(ctx, panel, { only, before: Math.floor(before / 1000) }, message);
      return 'done';
    },
  };
  return { callbacks, question: dayQuestion };
}

function draftOf(panel: ListPanel): ListFilter {
  return panel.draft ?? filterOf(panel);
}

function toggleFilter({ before, ...draft }: ListFilter, name: FilterName): ListFilter {
  const wasOn = draft.only.includes(name);
  const only = wasOn ? draft.only.filter((one) => one !== name) : [...draft.only, name];
  return { only, ...(before !== undefined && only.includes('before') && { before }) };
}

/**
 * The panel with its draft applied as filter, or without a filter. Nobody stays chosen, as they may not be
 * shown any more.
 */
function withFilter(panel: ListPanel, apply: boolean): ListPanel {
  const { draft, filter: _, ...rest } = panel;
  const filter = apply && draft && draft.only.length > 0 ? draft : undefined;
  return dropOldRows({ ...rest, ...(filter && { filter }) }, panel);
}

function withSort(panel: ListPanel, by: 'time' | 'oldest' | 'fans'): ListPanel {
  const { sort: _, ...rest } = panel;
  return dropOldRows({ ...rest, ...(by !== 'time' && { sort: by }) }, panel);
}

/**
 * Rows loaded under the old filter do not fit the new one, so they are dropped. Bilibili's own order is
 * dropped too, as it needs the whole list.
 */
function dropOldRows(panel: ListPanel, before: ListPanel): ListPanel {
  const { block, total, searched, order, ...rest } = { ...panel, selecting: false, chosen: [] };
  if (isFilteredOrSorted(panel)) {
    const known = searched ?? (total === undefined ? undefined : { read: 0, total });
    return { ...rest, ...(known && { searched: known }) };
  }
  if (isFilteredOrSorted(before)) return rest;
  return withoutRows({
    ...rest,
    ...(order && { order }),
    ...(block && { block }),
    ...(total !== undefined && { total }),
  });
}
